#!/usr/bin/env bash
# partitura misplaces a second voice when <divisions> changes within the measure.
#
# Versions: partitura 1.9.0.
#
# Behaviour: in MusicXML <divisions>, the number of units per quarter note in which durations are counted, may change
# anywhere, and <backup> then counts in the current divisions. Here four quarters are written with 4 divisions in the
# first half of the measure and 8 in the second; a <backup> of 32 is the whole measure, and a whole note follows in
# voice 2. partitura gives that note 5 quarters, and the next measure begins a quarter late: of its 32 units it counts
# the 8 of the first half as 2 quarters and the other 24 as 3. Without the change everything is right, and a change at a
# barline is read correctly too.
#
# Why it matters: programs that merge or quantize parts change divisions where a finer rhythm begins. One such measure
# shifts everything after it in partitura's note array, so that score and performance no longer align.
#
# Output seen (pitch: onset and length in quarter notes):
#   8 throughout: C4:0+1 C3:0+4 D4:1+1 E4:2+1 F4:3+1 G4:4+4
#   4, then 8:    C4:0+1 C3:0+5 D4:1+1 E4:2+1 F4:3+1 G4:5+4
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check partitura==1.9.0
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import partitura


def note(step, octave, duration, kind, voice=1):
    return (f"<note><pitch><step>{step}</step><octave>{octave}</octave></pitch><duration>{duration}</duration>"
            f"<voice>{voice}</voice><type>{kind}</type></note>")


def score(before, after):
    change = f"<attributes><divisions>{after}</divisions></attributes>" if after != before else ""
    return ('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list><score-part id="P1">'
            '<part-name>Piano</part-name></score-part></part-list><part id="P1"><measure number="1"><attributes>'
            f"<divisions>{before}</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4</beat-type>"
            "</time><clef><sign>G</sign><line>2</line></clef></attributes>"
            + note("C", 4, before, "quarter") + note("D", 4, before, "quarter") + change
            + note("E", 4, after, "quarter") + note("F", 4, after, "quarter")
            + f"<backup><duration>{4 * after}</duration></backup>" + note("C", 3, 4 * after, "whole", 2)
            + '</measure><measure number="2">' + note("G", 4, 4 * after, "whole")
            + "</measure></part></score-partwise>")


def write(name, before, after):
    with open(name, "w") as file:
        file.write(score(before, after))
    return name


def show(notes):
    return " ".join(f"{name}:{onset:g}+{length:g}" for onset, _, name, length in sorted(notes))


def by_partitura(path):
    part = partitura.load_musicxml(path)[0]
    return show((part.quarter_map(note.start.t), -note.midi_pitch, f"{note.step}{note.octave}",
                 part.quarter_map(note.end.t) - part.quarter_map(note.start.t)) for note in part.notes)


control, read = by_partitura(write("steady.musicxml", 8, 8)), by_partitura(write("changing.musicxml", 4, 8))
print("8 throughout:", control)
print("4, then 8:   ", read)
assert control == "C4:0+1 C3:0+4 D4:1+1 E4:2+1 F4:3+1 G4:4+4", "without a change the notes are placed differently"
assert read == "C4:0+1 C3:0+5 D4:1+1 E4:2+1 F4:3+1 G4:5+4", "with a change the notes are placed differently now"
PYTHON
