#!/usr/bin/env bash
# partitura splits a note that is tied over a repeat sign when it plays repeats.
#
# Versions: partitura 1.9.0; music21 10.5.1 to compare.
#
# Behaviour: a note is tied into the first measure of a repeated section. As written, partitura has one note of six
# quarters. unfold_part_maximal() copies the section's measures, and the tie into the section is lost: the note is two
# notes, of four and of two quarters. That the second time through begins with a note of its own is right, as nothing
# before it is tied there. music21 keeps the tie of the first time.
#
# Why it matters: the note is struck again where it should be held, at the most audible place, the beginning of a
# section. In the ASAP dataset 27 notes are split so, in 11 of the 41 scores with repeats.
#
# Output seen (onset and length of the notes, in quarters):
#   partitura, as written      0+6 6+2
#   partitura, unfolded        0+4 4+2 6+2 8+2 10+2
#   music21, repeats expanded  0+6 6+2 8+2 10+2
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check partitura==1.9.0 music21==10.5.1
cd "$work"
export TMPDIR="$work" # music21 keeps what it has parsed there
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import music21
import partitura


def note(step, quarters, tie=""):
    sound = f'<tie type="{tie}"/>' if tie else ""
    return (f"<note><pitch><step>{step}</step><octave>4</octave></pitch><duration>{quarters}</duration>{sound}"
            "<voice>1</voice></note>")


def repeat(direction, location):
    return f'<barline location="{location}"><repeat direction="{direction}"/></barline>'


with open("score.musicxml", "w") as file:
    file.write('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list><score-part id="P1">'
               '<part-name>Piano</part-name></score-part></part-list><part id="P1"><measure number="1"><attributes>'
               "<divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time></attributes>"
               + note("C", 4, "start") + '</measure><measure number="2">' + repeat("forward", "left")
               + note("C", 2, "stop") + note("D", 2) + repeat("backward", "right")
               + "</measure></part></score-partwise>")


def of_partitura(part):
    return [(row["onset_quarter"], row["duration_quarter"]) for row in part.note_array()]


part = partitura.load_musicxml("score.musicxml").parts[0]
score = music21.converter.parse("score.musicxml", forceSource=True).expandRepeats().stripTies()
found = {
    "partitura, as written": of_partitura(part),
    "partitura, unfolded": of_partitura(partitura.score.unfold_part_maximal(part)),
    "music21, repeats expanded": [
        (float(n.getOffsetInHierarchy(score)), n.quarterLength) for n in score.recurse().notes
    ],
}
found = {name: " ".join(f"{onset:g}+{length:g}" for onset, length in notes) for name, notes in found.items()}
for name, notes in found.items():
    print(f"{name:26} {notes}")
assert list(found.values()) == ["0+6 6+2", "0+4 4+2 6+2 8+2 10+2", "0+6 6+2 8+2 10+2"], "changed"
PYTHON
