#!/usr/bin/env bash
# music21 moves the staves of a part apart when it plays repeats.
#
# Version: music21 10.5.1.
#
# Behaviour: music21 reads the two staves of a piano part as two parts. Both have the same measures at the same places,
# also where one staff has less or more in a measure than the other. expandRepeats() puts each staff together by
# itself, measure after measure, each as long as what is in that staff. From the first measure that differs, the staves
# are no longer together. There is no warning.
#
# Why it matters: scores from notation programs have such measures, as where a hidden rest was deleted or a tuplet is a
# tick too long. In a score of 200 measures one of them moves half of the notes against the other half, which changes
# every chord that an analysis or a network sees. Nothing shows it as long as repeats are not played.
#
# Output seen (where the second measure's note begins in each staff, in quarters):
#   quarters in the lower staff's first measure     3       4       5
#     as written                                  4 4     4 4     5 5
#     with the first measure repeated             8 6     8 8     8 10
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check music21==10.5.1
cd "$work"
export TMPDIR="$work" # music21 keeps what it has parsed there
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import music21


def note(step, octave, quarters, staff):
    return (f"<note><pitch><step>{step}</step><octave>{octave}</octave></pitch><duration>{quarters}</duration>"
            f"<voice>{staff}</voice><staff>{staff}</staff></note>")


def score(lower, repeat):
    back = "<backup><duration>4</duration></backup>"
    sign = '<barline location="right"><repeat direction="backward"/></barline>' if repeat else ""
    return ('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list><score-part id="P1">'
            '<part-name>Piano</part-name></score-part></part-list><part id="P1"><measure number="1"><attributes>'
            "<divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time><staves>2</staves>"
            "</attributes>" + note("C", 5, 4, 1) + back + note("C", 3, 1, 2) * lower + sign
            + '</measure><measure number="2">' + note("D", 5, 4, 1) + back + note("D", 3, 4, 2)
            + "</measure></part></score-partwise>")


def places(lower, repeat):
    with open("score.musicxml", "w") as file:
        file.write(score(lower, repeat))
    read = music21.converter.parse("score.musicxml", forceSource=True)
    if repeat:
        read = read.expandRepeats()
    notes = [n for part in read.parts for n in part.recurse().notes if n.pitch.step == "D"]
    return " ".join(f"{float(n.getOffsetInHierarchy(read)):g}" for n in notes)


found = [[places(lower, repeat) for lower in (3, 4, 5)] for repeat in (False, True)]
for name, row in zip(("as written", "with the first measure repeated"), found):
    print(f"{name:42}", *(f"{cell:7}" for cell in row))
assert found == [["4 4", "4 4", "5 5"], ["8 6", "8 8", "8 10"]], "changed"
PYTHON
