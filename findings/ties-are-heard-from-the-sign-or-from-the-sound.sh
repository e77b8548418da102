#!/usr/bin/env bash
# Some MusicXML readers use only the <tied> that draws a tie, others only the <tie> that makes it sound.
#
# Versions: verovio 6.4.1, music21 10.5.1, partitura 1.9.0, muspy 0.5.0, mido 1.3.3 to read the MIDI files.
#
# Behaviour: MusicXML states a tie twice: <tie> says that it sounds, <tied> among the notations that it is drawn. Both
# are optional, and a file may have either. Verovio joins notes by <tied> and ignores <tie>; music21, partitura and
# MusPy join them by <tie> and ignore <tied>. With only one of the two, two tied halves are one note of 2 s in some
# readers and two notes of 1 s in the others, without a warning.
#
# Why it matters: with only <tie>, a page and its MIDI file made by Verovio have an onset that the other three do not
# see; with only <tied>, the other three report wrong note counts and lengths while the page is right. A program that
# writes MusicXML must write both, and a comparison of readers must check for files that do not have both.
#
# Output seen (lengths of the notes in seconds):
#              verovio   music21   partitura  muspy
#   tie        1 1       2         2          2
#   tied       2         1 1       1 1        1 1
#   both       2         2         2          2
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check verovio==6.4.1 music21==10.5.1 partitura==1.9.0 \
  muspy==0.5.0 mido==1.3.3
cd "$work"
export TMPDIR="$work" # music21 keeps what it has parsed there
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import mido
import music21
import muspy
import partitura
import verovio


def note(kind, sound, drawn):
    return ("<note><pitch><step>C</step><octave>4</octave></pitch><duration>2</duration>"
            + (f'<tie type="{kind}"/>' if sound else "") + "<voice>1</voice><type>half</type>"
            + (f'<notations><tied type="{kind}"/></notations>' if drawn else "") + "</note>")


def score(sound, drawn):
    return ('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list><score-part id="P1">'
            '<part-name>Piano</part-name></score-part></part-list><part id="P1"><measure number="1"><attributes>'
            "<divisions>1</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4</beat-type>"
            "</time><clef><sign>G</sign><line>2</line></clef></attributes>"
            + note("start", sound, drawn) + note("stop", sound, drawn) + "</measure></part></score-partwise>")


def by_verovio(source, target):
    toolkit = verovio.toolkit()
    assert toolkit.loadFile(source)
    toolkit.renderToMIDIFile(target)


READERS = {
    "verovio": by_verovio,
    "music21": lambda source, target: music21.converter.parse(source).write("midi", target),
    "partitura": lambda source, target: partitura.save_score_midi(partitura.load_musicxml(source), target),
    "muspy": lambda source, target: muspy.read_musicxml(source).write_midi(target),
}


def lengths(path):
    now, begun, found = 0.0, 0.0, []
    for message in mido.MidiFile(path):
        now += message.time
        if message.type == "note_on" and message.velocity > 0:
            begun = now
        elif message.type in ("note_on", "note_off"):
            found.append(f"{round(now - begun, 1):g}")
    return " ".join(found)


print(f"{'':10} {'verovio':9} {'music21':9} {'partitura':10} muspy")
found = {}
for name, sound, drawn in (("tie", True, False), ("tied", False, True), ("both", True, True)):
    source = name + ".musicxml"
    with open(source, "w") as file:
        file.write(score(sound, drawn))
    found[name] = []
    for reader, read in READERS.items():
        target = f"{name}-{reader}.mid"
        read(source, target)
        found[name].append(lengths(target))
    print("{:10} {:9} {:9} {:10} {}".format(name, *found[name]))
assert found == {"tie": ["1 1", "2", "2", "2"], "tied": ["2", "1 1", "1 1", "1 1"], "both": ["2"] * 4}, "changed"
PYTHON
