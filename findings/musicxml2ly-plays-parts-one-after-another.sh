#!/usr/bin/env bash
# musicxml2ly engraves the parts of a score together, but plays them one after another.
#
# Versions: lilypond 2.24.3 (the package of PyPI, which has musicxml2ly), mido 1.3.3 to read the MIDI file.
#
# Behaviour: "musicxml2ly --midi" writes a .ly file with two \score blocks, one to print and one to play. In the first,
# the staves are between << and >>, which is simultaneous music; in the second between { and }, which is sequential. In
# the MIDI file the second part of a duet therefore begins when the first has ended. A single part is played correctly,
# on any number of staves, and the printed score is correct. Without --midi, LilyPond writes no MIDI file.
#
# Why it matters: one command turns a folder of MusicXML into MIDI with LilyPond, and a quartet becomes a melody four
# times as long in which the voices never meet: chords, harmony and length of the piece are all wrong, although each
# part by itself is right.
#
# Output seen (onsets in quarter notes):
#   one part:  C5 0 1 2 3
#   two parts: C5 0 1 2 3, C4 4 5 6 7
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check lilypond==2.24.3 mido==1.3.3
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import subprocess

import lilypond
import mido


def part(name, octave):
    note = (f"<note><pitch><step>C</step><octave>{octave}</octave></pitch><duration>1</duration><voice>1</voice>"
            "<type>quarter</type></note>")
    return (f'<part id="{name}"><measure number="1"><attributes><divisions>1</divisions><key><fifths>0</fifths></key>'
            "<time><beats>4</beats><beat-type>4</beat-type></time><clef><sign>G</sign><line>2</line></clef></attributes>"
            + note * 4 + "</measure></part>")


def score(parts):
    names = "".join(f'<score-part id="{name}"><part-name>{name}</part-name></score-part>' for name in parts)
    return ('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list>' + names + "</part-list>"
            + "".join(part(name, octave) for name, octave in parts.items()) + "</score-partwise>")


def played(name, parts):
    with open(name + ".musicxml", "w") as file:
        file.write(score(parts))
    for command in (["musicxml2ly", "--midi", "--output", name + ".ly", name + ".musicxml"],
                    ["lilypond", "--silent", "-dno-print-pages", "--output", name, name + ".ly"]):
        subprocess.run([lilypond.executable(command[0]), *command[1:]], check=True, stderr=subprocess.DEVNULL)
    file = mido.MidiFile(name + ".midi")
    now, onsets = 0, {}
    for message in mido.merge_tracks(file.tracks):
        now += message.time
        if message.type == "note_on" and message.velocity > 0:
            onsets.setdefault(message.note, []).append(now / file.ticks_per_beat)
    return ", ".join(f"C{pitch // 12 - 1} " + " ".join(f"{onset:g}" for onset in begun)
                     for pitch, begun in sorted(onsets.items(), reverse=True))


one, two = played("one", {"Flute": 5}), played("two", {"Flute": 5, "Oboe": 4})
print("one part: ", one)
print("two parts:", two)
assert one == "C5 0 1 2 3", "a part by itself is played differently"
assert two == "C5 0 1 2 3, C4 4 5 6 7", "two parts are played differently now"
PYTHON
