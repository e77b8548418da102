"""What music21 reads in nocturne's MusicXML."""

from collections import Counter

import music21
import pytest

UNITS = 24  # a quarter


def test_every_note_has_its_onset_pitch_and_length(java, tmp_path):
    java("io.nocturne.interop.SheetMusicProbe", tmp_path)
    for text in sorted(tmp_path.glob("*.txt")):
        expected = Counter(tuple(map(int, line.split())) for line in text.read_text().splitlines())
        assert notes(read(text.with_suffix(".musicxml"))) == expected, text.name


def test_no_bar_is_too_full_or_too_empty(java, tmp_path):
    java("io.nocturne.interop.SheetMusicProbe", tmp_path)
    for file in sorted(tmp_path.glob("*.musicxml")):
        for part in read(file).parts:
            for measure in part.getElementsByClass("Measure"):
                assert measure.duration.quarterLength == measure.barDuration.quarterLength


@pytest.fixture(scope="module")
def generated(workshop, tiny_last):
    """Sheet music and MIDI of the same generated piece."""
    words = ["--length", "60", "--seed", "4", "--tempo", "90", "--note-length", "1/12"]
    workshop("generate", "--run", tiny_last, "--out", "m.mid", "--formats", "musicxml", *words)
    return workshop.folder / "m.mid", workshop.folder / "m.musicxml"


def test_generated_sheet_music_has_the_notes_of_the_midi_file(generated):
    midi, sheet = map(read, generated)
    assert notes(sheet) == notes(midi)
    assert sum(notes(sheet).values()) == 60


def test_generated_files_tell_tempo_time_and_key(generated):
    midi, sheet = map(read, generated)
    for score in (midi, sheet):
        marks = score.flatten()
        assert marks.getElementsByClass("MetronomeMark")[0].number == 90
        assert marks.getElementsByClass("TimeSignature")[0].ratioString == "4/4"
    keys = [s.flatten().getElementsByClass("KeySignature")[0].sharps for s in (midi, sheet)]
    assert keys[0] == keys[1]


def read(file):
    return music21.converter.parse(file, forceSource=True)


def notes(score) -> Counter:
    """Onset, length and pitch of each note, in units, ties joined.

    Not by music21's stripTies, which joins notes of different voices.
    """
    found = Counter()
    for part in score.parts:
        open_ties = {}
        for onset, length, pitch, tie in sorted(parts_of_notes(part), key=lambda note: note[:3]):
            start = onset
            if tie in ("stop", "continue"):
                start = open_ties[pitch, onset].pop()
            if tie in ("start", "continue"):
                open_ties.setdefault((pitch, onset + length), []).append(start)
            else:
                found[start, onset + length - start, pitch] += 1
        assert not any(open_ties.values()), open_ties
    return found


def parts_of_notes(part):
    for sound in part.recurse().notes:
        onset = round(sound.getOffsetInHierarchy(part) * UNITS)
        length = round(sound.duration.quarterLength * UNITS)
        for note in sound.notes if sound.isChord else [sound]:
            yield onset, length, note.pitch.midi, note.tie.type if note.tie else ""
