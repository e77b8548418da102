#!/usr/bin/env bash
# MidiTok's Structured tokens shorten every wait of more than twelve quarter notes between two onsets.
#
# Versions: miditok 3.1.0, symusic 0.6.0.
#
# Behaviour: with MidiTok's default settings, a note 20 quarter notes after the first is decoded 12 quarter notes after
# it, and all later notes are early by the same 8. Structured writes each time shift as one token, of at most 12
# quarters, and never adds a second one. TSD, which has the same time tokens, and REMI return the rest unchanged. Only
# the time between two onsets matters, not the length of the notes.
#
# Why it matters: each track becomes a sequence of its own. If one rests for a long time while another plays, the
# decoded tracks no longer fit together, and the tokens do not show it.
#
# Output seen (onsets in quarter notes, of a track with rests | of one that plays through them):
#   written     0 20 21 41 42 | 0 10 20 30 40
#   REMI        0 20 21 41 42 | 0 10 20 30 40
#   TSD         0 20 21 41 42 | 0 10 20 30 40
#   Structured  0 12 13 25 26 | 0 10 20 30 40
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check miditok==3.1.0 symusic==0.6.0
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import miditok
import symusic

WRITTEN = [[0, 20, 21, 41, 42], [0, 10, 20, 30, 40]]
score = symusic.Score(480)
for program, onsets in enumerate(WRITTEN):
    track = symusic.Track(program=program)
    for number, onset in enumerate(onsets):
        track.notes.append(symusic.Note(480 * onset, 480, 60 + number, 79))
    score.tracks.append(track)
score.tempos.append(symusic.Tempo(0, 120))


def back(tokenizer):
    read = tokenizer(tokenizer(score))
    return [[round(note.start / read.ticks_per_quarter, 3) for note in track.notes] for track in read.tracks]


def show(name, tracks):
    print(f"{name:11}", " | ".join(" ".join(f"{onset:g}" for onset in onsets) for onsets in tracks))


show("written", WRITTEN)
found = {kind.__name__: back(kind(miditok.TokenizerConfig()))
         for kind in (miditok.REMI, miditok.TSD, miditok.Structured)}
for name, tracks in found.items():
    show(name, tracks)
assert found["REMI"] == found["TSD"] == WRITTEN, "REMI or TSD place the notes differently"
assert found["Structured"] == [[0, 12, 13, 25, 26], WRITTEN[1]], "Structured places the notes differently now"
PYTHON
