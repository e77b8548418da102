#!/usr/bin/env bash
# Verovio plays triplets as plain notes if no bracket is drawn, and shifts the rest of the measure.
#
# Versions: verovio 6.4.1, mido 1.3.3 to read the MIDI files.
#
# Behaviour: in MusicXML <duration> says how long a note sounds and <time-modification> that three are played in the
# time of two; <tuplet>, among the notations, only draws the bracket or the number, and may be left out, as in printed
# music once the pattern is clear. Verovio makes tuplets from <tuplet> alone. Without it each triplet eighth lasts a
# plain eighth, and what follows in the measure comes later, here by half a quarter note relative to the other part. The
# next measure of both parts begins where the longer one ends. With <tuplet> both parts are right.
#
# Why it matters: accompaniments in triplets are usually printed with a bracket in their first measure only. In such a
# file the first measure is right, and each later one is longer in the MIDI file than its time signature. Programs that
# write MusicXML should mark each group, with show-number="none" where nothing is to be drawn.
#
# Output seen (onsets in quarter notes):
#   with <tuplet>:    upper 0 0.33 0.67 1 2 3 4, lower 0 1 2 3 4
#   without <tuplet>: upper 0 0.5 1 1.5 2.5 3.5 4.5, lower 0 1 2 3 4.5
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check verovio==6.4.1 mido==1.3.3
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import mido
import verovio

ATTRIBUTES = ("<attributes><divisions>3</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4"
              "</beat-type></time><clef><sign>G</sign><line>2</line></clef></attributes>")
THREE_FOR_TWO = "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>"


def note(octave, duration, kind, more=""):
    return (f"<note><pitch><step>C</step><octave>{octave}</octave></pitch><duration>{duration}</duration>"
            f"<voice>1</voice><type>{kind}</type>{more}</note>")


def triplet(octave, marked):
    marks = ("start", "", "stop") if marked else ("", "", "")
    return "".join(note(octave, 1, "eighth", THREE_FOR_TWO + (
        f'<notations><tuplet type="{mark}" number="1" bracket="no" show-number="none"/></notations>' if mark else ""))
        for mark in marks)


def part(name, first, octave):
    return (f'<part id="{name}"><measure number="1">{ATTRIBUTES}{first}</measure>'
            f'<measure number="2">{note(octave, 12, "whole")}</measure></part>')


def played(marked):
    score = ('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list>'
             '<score-part id="P1"><part-name>Upper</part-name></score-part>'
             '<score-part id="P2"><part-name>Lower</part-name></score-part></part-list>'
             + part("P1", triplet(5, marked) + note(5, 3, "quarter") * 3, 5)
             + part("P2", note(3, 3, "quarter") * 4, 3) + "</score-partwise>")
    toolkit = verovio.toolkit()
    assert toolkit.loadData(score)
    toolkit.renderToMIDIFile("played.mid")
    file = mido.MidiFile("played.mid")
    now, onsets = 0, {72: [], 48: []}
    for message in mido.merge_tracks(file.tracks):
        now += message.time
        if message.type == "note_on" and message.velocity > 0:
            onsets[message.note].append(f"{round(now / file.ticks_per_beat, 2):g}")
    return "upper " + " ".join(onsets[72]) + ", lower " + " ".join(onsets[48])


marked, unmarked = played(True), played(False)
print("with <tuplet>:   ", marked)
print("without <tuplet>:", unmarked)
assert marked == "upper 0 0.33 0.67 1 2 3 4, lower 0 1 2 3 4", "marked triplets are played differently"
assert unmarked == "upper 0 0.5 1 1.5 2.5 3.5 4.5, lower 0 1 2 3 4.5", "unmarked triplets are played differently now"
PYTHON
