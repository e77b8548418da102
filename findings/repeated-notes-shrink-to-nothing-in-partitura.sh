#!/usr/bin/env bash
# partitura loses a note that begins at the tick where the last one of its pitch ends, if the note-on comes first.
#
# Versions: partitura 1.9.0, pretty_midi 0.2.11.post0, symusic 0.6.0.
#
# Behaviour: one pitch is played three times, each time at the tick at which the note before it ends. The file format
# does not order messages of the same tick, and writers put the note-off first or the note-on. With the note-off first,
# all three readers have three notes of a quarter. With the note-on first, pretty_midi and symusic have the same, since
# they end the note that began first. partitura keeps one note per pitch: the note-on replaces the sounding note, and
# the note-off then ends the new one where it begins. What is left are notes of length 0, and one note less.
#
# Why it matters: repeated notes played legato look like this, and so do all repeated notes once times are quantized.
# The other pitches of the performance stay right, so a tremolo or a repeated accompaniment is missing from an alignment
# whose other figures are good.
#
# Output seen (begin-end of each note in quarter notes):
#   note-off first: pretty_midi 0-1 1-2 2-3; symusic 0-1 1-2 2-3; partitura 0-1 1-2 2-3
#   note-on first:  pretty_midi 0-1 1-2 2-3; symusic 0-1 1-2 2-3; partitura 1-1 2-2
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check partitura==1.9.0 pretty_midi==0.2.11.post0 \
  symusic==0.6.0
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import struct

import partitura
import pretty_midi
import symusic

QUARTER = 96  # half a second: the tempo is MIDI's initial 120
ON, OFF, LATER = b"\x90\x3c\x50", b"\x80\x3c\0", bytes([QUARTER])


def write(name, note_on_first):
    again = ON + b"\0" + OFF if note_on_first else OFF + b"\0" + ON
    events = b"\0" + ON + LATER + again + LATER + again + LATER + OFF + b"\0\xff\x2f\0"
    with open(name, "wb") as file:
        file.write(b"MThd" + struct.pack(">IHHH", 6, 0, 1, QUARTER) + b"MTrk" + struct.pack(">I", len(events)) + events)
    return name


def by_pretty_midi(path):
    return [(2 * note.start, 2 * note.end) for note in pretty_midi.PrettyMIDI(path).instruments[0].notes]


def by_symusic(path):
    return [(note.start / QUARTER, note.end / QUARTER) for note in symusic.Score(path).tracks[0].notes]


def by_partitura(path):
    return [(2 * note["onset_sec"], 2 * (note["onset_sec"] + note["duration_sec"]))
            for note in partitura.load_performance_midi(path).note_array()]


def read(path):
    return {reader.__name__[3:]: " ".join(f"{round(float(begin), 3):g}-{round(float(end), 3):g}"
                                          for begin, end in sorted(reader(path)))
            for reader in (by_pretty_midi, by_symusic, by_partitura)}


def show(name, found):
    print(f"{name:15}", "; ".join(f"{reader} {notes}" for reader, notes in found.items()))


off_first, on_first = read(write("off-first.mid", False)), read(write("on-first.mid", True))
show("note-off first:", off_first)
show("note-on first:", on_first)
assert set(off_first.values()) == {"0-1 1-2 2-3"}, "with the note-off first the notes are read differently"
assert on_first == {"pretty_midi": "0-1 1-2 2-3", "symusic": "0-1 1-2 2-3", "partitura": "1-1 2-2"}, "read differently now"
PYTHON
