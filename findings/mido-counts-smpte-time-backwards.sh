#!/usr/bin/env bash
# In MIDI files with SMPTE divisions, mido's time runs backwards, and so does that of two readers built on it.
#
# Versions: mido 1.3.3, miditoolkit 1.0.1, partitura 1.9.0, pretty_midi 0.2.11.post0.
#
# Behaviour: a Standard MIDI File may count ticks in frames of film instead of quarter notes. The division E7 28 (hex)
# is 25 frames per second and 40 ticks per frame, that is, 1 ms per tick. mido 1.3.3 reads it as a signed number of
# ticks per quarter note, -6360 (its issue 457 lists SMPTE divisions as unsupported), and gives the file a length of
# -0.16 s instead of 2 s. miditoolkit returns notes that end before they begin, and partitura's load_score_midi a score
# in which the second note is the first. pretty_midi stops with "Note end time must be greater than start time", which
# blames the note.
#
# Why it matters: the specification names this very division for times in milliseconds. Whether a file has SMPTE
# divisions must be checked on the header's bytes before mido reads them; afterwards nothing says that times are wrong,
# and sorting by them reverses the music.
#
# Output seen:
#   stated:      60 0-1 s, 62 1-2 s; length 2 s
#   mido:        ticks_per_beat -6360, length -0.16 s
#   miditoolkit: 60 0--0.08 s, 62 -0.08--0.16 s
#   partitura:   62 before 60
#   pretty_midi: ValueError: Note end time must be greater than start time
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mido==1.3.3 miditoolkit==1.0.1 partitura==1.9.0 \
  pretty_midi==0.2.11.post0
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import struct

import mido
import miditoolkit
import partitura
import pretty_midi

SECOND = b"\x87\x68"  # 1000 ticks
EVENTS = (b"\0\x90\x3c\x50" + SECOND + b"\x80\x3c\0" + b"\0\x90\x3e\x50" + SECOND + b"\x80\x3e\0" + b"\0\xff\x2f\0")
with open("film.mid", "wb") as file:
    file.write(b"MThd" + struct.pack(">IHH", 6, 0, 1) + b"\xe7\x28" + b"MTrk" + struct.pack(">I", len(EVENTS)) + EVENTS)

read = mido.MidiFile("film.mid")
midi = miditoolkit.MidiFile("film.mid")
seconds = midi.get_tick_to_time_mapping()
kit = [(note.pitch, round(float(seconds[note.start]), 2), round(float(seconds[note.end]), 2))
       for note in midi.instruments[0].notes]
score = partitura.load_score_midi("film.mid").note_array()
order = [int(pitch) for _, pitch in sorted(zip(score["onset_quarter"], score["pitch"]))]
try:
    pretty_midi.PrettyMIDI("film.mid")
    pretty = "reads it"
except ValueError as error:
    pretty = f"ValueError: {error}"

print("stated:      60 0-1 s, 62 1-2 s; length 2 s")
print(f"mido:        ticks_per_beat {read.ticks_per_beat}, length {read.length:.2f} s")
print("miditoolkit:", ", ".join(f"{pitch} {begin:g}-{end:g} s" for pitch, begin, end in kit))
print("partitura:  ", " before ".join(map(str, order)))
print("pretty_midi:", pretty)
assert read.ticks_per_beat == -6360 and round(read.length, 2) == -0.16, "mido reads the division differently"
assert kit == [(60, 0, -0.08), (62, -0.08, -0.16)], "miditoolkit has other times"
assert order == [62, 60], "partitura has another order"
assert pretty == "ValueError: Note end time must be greater than start time", "pretty_midi says something else"
PYTHON
