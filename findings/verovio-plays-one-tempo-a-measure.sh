#!/usr/bin/env bash
# Verovio plays one tempo in each measure, however many the MusicXML states.
#
# Versions: verovio 6.4.1, music21 10.5.1 for comparison, mido 1.3.3 to read the MIDI files.
#
# Behaviour: a measure of 4/4 has 120 quarter notes per minute at its first beat and 60 at its third, each as a
# metronome mark with <sound tempo>. In Verovio's MIDI file, the only tempo of that measure is the last one, and it
# applies from the first beat: four beats last 4 s instead of 3 s. A tempo that begins with the next measure is kept.
# music21 plays the change where it is written.
#
# Why it matters: a ritardando written out as tempos, a fermata played as a slower beat and the changes of a recitative
# are all within measures. Whoever compares a score's timing with a performance, or trains on Verovio's MIDI files, gets
# whole measures at the tempo that the score reaches only at their end. A score for Verovio needs a barline (an
# invisible one is enough) where the tempo changes.
#
# Output seen:
#   stated:  onsets 0 0.5 1 2 3 (seconds)
#   verovio: onsets 0 1 2 3 4; tempos 60
#   music21: onsets 0 0.5 1 2 3; tempos 120 60
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check verovio==6.4.1 music21==10.5.1 mido==1.3.3
cd "$work"
export TMPDIR="$work" # music21 keeps what it has parsed there
"$work/venv/bin/python" - <<'PYTHON'
import mido
import music21
import verovio


def tempo(quarters):
    return (f"<direction><direction-type><metronome><beat-unit>quarter</beat-unit><per-minute>{quarters}"
            f'</per-minute></metronome></direction-type><sound tempo="{quarters}"/></direction>')


def note(step):
    return (f"<note><pitch><step>{step}</step><octave>4</octave></pitch><duration>1</duration><voice>1</voice>"
            "<type>quarter</type></note>")


SCORE = ('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list><score-part id="P1">'
         '<part-name>Piano</part-name></score-part></part-list><part id="P1"><measure number="1"><attributes>'
         "<divisions>1</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4</beat-type></time>"
         "<clef><sign>G</sign><line>2</line></clef></attributes>"
         + tempo(120) + note("C") + note("D") + tempo(60) + note("E") + note("F")
         + '</measure><measure number="2">' + note("G") + note("A") + note("B") + note("A")
         + "</measure></part></score-partwise>")


def heard(path):
    now, onsets, tempos = 0.0, [], []
    for message in mido.MidiFile(path):
        now += message.time
        if message.type == "note_on" and message.velocity > 0:
            onsets.append(round(now, 2))
        if message.type == "set_tempo":
            tempos.append(round(mido.tempo2bpm(message.tempo)))
    return onsets[:5], tempos


def show(numbers):
    return " ".join(f"{number:g}" for number in numbers)


toolkit = verovio.toolkit()
assert toolkit.loadData(SCORE)
toolkit.renderToMIDIFile("verovio.mid")
music21.converter.parse(SCORE, format="musicxml").write("midi", "music21.mid")
print("stated:  onsets 0 0.5 1 2 3 (seconds)")
found = {name: heard(name + ".mid") for name in ("verovio", "music21")}
for name, (onsets, tempos) in found.items():
    print(f"{name + ':':8} onsets {show(onsets)}; tempos {show(tempos)}")
assert found["music21"] == ([0, 0.5, 1, 2, 3], [120, 60]), "music21 no longer plays what is stated"
assert found["verovio"] == ([0, 1, 2, 3, 4], [60]), "Verovio plays other tempos now"
PYTHON
