#!/usr/bin/env bash
# MusPy drops the duration of a cue note, so that its part runs ahead of the others.
#
# Versions: muspy 0.5.0, music21 10.5.1 for comparison.
#
# Behaviour: a cue note of MusicXML is silent but has a duration like any other note. MusPy leaves out the note and its
# duration: everything after it in its part comes too early, here by a quarter note, in later measures too. The other
# part of the score, without cue notes, is right. music21 keeps the position of each note (and lets the cue note sound).
#
# Why it matters: cues are written in parts with long rests, before an entry. The entry and everything after it then
# come early by the length of the cue, relative to all other parts, without a warning.
#
# Output seen (pitch @ onset in quarter notes):
#   written, without the cue: C4@0 D4@1 E4@2 F4@3 | D4@1 E4@2 F4@3 G4@4
#   music21:                  C4@0 D4@1 E4@2 F4@3 | C4@0 D4@1 E4@2 F4@3 G4@4
#   muspy:                    C4@0 D4@1 E4@2 F4@3 | D4@0 E4@1 F4@2 G4@3
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check muspy==0.5.0 music21==10.5.1
cd "$work"
export TMPDIR="$work" # music21 keeps what it has parsed there
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import music21
import muspy

ATTRIBUTES = ("<attributes><divisions>1</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4"
              "</beat-type></time><clef><sign>G</sign><line>2</line></clef></attributes>")


def note(step, cue="", duration=1, kind="quarter"):
    return (f"<note>{cue}<pitch><step>{step}</step><octave>4</octave></pitch><duration>{duration}</duration>"
            f"<voice>1</voice><type>{kind}</type></note>")


def part(name, cue, second):
    return (f'<part id="{name}"><measure number="1">' + ATTRIBUTES + note("C", cue) + note("D") + note("E") + note("F")
            + '</measure><measure number="2">' + second + "</measure></part>")


REST = '<note><rest measure="yes"/><duration>4</duration><voice>1</voice></note>'
SCORE = ('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list>'
         '<score-part id="P1"><part-name>Flute</part-name></score-part>'
         '<score-part id="P2"><part-name>Oboe</part-name></score-part></part-list>'
         + part("P1", "", REST) + part("P2", "<cue/>", note("G", "", 4, "whole")) + "</score-partwise>")
with open("cue.musicxml", "w") as file:
    file.write(SCORE)


def show(parts):
    return " | ".join(" ".join(f"{music21.pitch.Pitch(midi=pitch)}@{onset:g}" for onset, pitch in sorted(notes))
                      for notes in parts)


music = muspy.read_musicxml("cue.musicxml")
found = {
    "music21": show([[(float(n.offset), n.pitch.midi) for n in p.flatten().notes]
                     for p in music21.converter.parse("cue.musicxml").parts]),
    "muspy": show([[(n.time / music.resolution, n.pitch) for n in track.notes] for track in music.tracks]),
}
print("written, without the cue: C4@0 D4@1 E4@2 F4@3 | D4@1 E4@2 F4@3 G4@4")
for name, notes in found.items():
    print(f"{name + ':':25} {notes}")
assert found["music21"] == "C4@0 D4@1 E4@2 F4@3 | C4@0 D4@1 E4@2 F4@3 G4@4", "music21 reads it differently"
assert found["muspy"] == "C4@0 D4@1 E4@2 F4@3 | D4@0 E4@1 F4@2 G4@3", "MusPy places the notes differently now"
PYTHON
