"""Measures of music against MusPy's, note for note read by MusPy itself."""

import json
import math
import random
from pathlib import Path

import mido
import muspy
import pytest

CHOPIN = Path(__file__).parents[3] / ".." / "shared" / "data" / "nifc-chopin"
EVERY = 15  # MusPy takes half a second a piece.
RESOLUTION = 48


@pytest.fixture(scope="module")
def measured(workshop, tmp_path_factory):
    """What nocturne and MusPy say of random pieces, some of them with percussion."""
    folder = tmp_path_factory.mktemp("pieces")
    for seed in range(12):
        write(folder / f"{seed:02}.mid", random.Random(seed))
    return pairs(workshop, folder)


def test_measures_of_random_pieces_are_muspys(measured):
    assert len(measured) == 12
    for name, ours, theirs in measured:
        assert ours == pytest.approx(theirs, abs=1e-6, nan_ok=True), name


@pytest.mark.skipif(not CHOPIN.is_dir(), reason="the NIFC's Chopin is not there")
def test_measures_of_chopin_are_muspys(workshop, tmp_path):
    for file in sorted(CHOPIN.glob("*.mid"))[::EVERY]:
        (tmp_path / file.name).symlink_to(file)
    for name, ours, theirs in pairs(workshop, tmp_path):
        assert ours == pytest.approx(theirs, abs=1e-6, nan_ok=True), name


def pairs(workshop, folder):
    out = folder / "measures.json"
    workshop("evaluate", "--music", folder, "--json", out)
    found = json.loads(out.read_text())["music"]["pieces"]
    files = sorted(folder.glob("*.mid"))
    assert [piece["name"] for piece in found] == [file.name for file in files]
    result = []
    for piece, file in zip(found, files):
        theirs = muspys(muspy.read_midi(file))
        ours = {name: piece["measures"][name] for name in theirs}
        result.append(
            (file.name, {k: math.nan if v is None else v for k, v in ours.items()}, theirs)
        )
    return result


def muspys(music):
    signature = music.time_signatures[0] if music.time_signatures else None
    beats = 4 * signature.numerator / signature.denominator if signature else 4
    bar = int(beats * music.resolution)
    return {
        "n_pitches_used": muspy.n_pitches_used(music),
        "n_pitch_classes_used": muspy.n_pitch_classes_used(music),
        "pitch_range": muspy.pitch_range(music),
        "pitch_entropy": muspy.pitch_entropy(music),
        "pitch_class_entropy": muspy.pitch_class_entropy(music),
        "scale_consistency": muspy.scale_consistency(music),
        "polyphony": muspy.polyphony(music),
        "polyphony_rate": muspy.polyphony_rate(music),
        "empty_beat_rate": muspy.empty_beat_rate(music),
        "empty_measure_rate": muspy.empty_measure_rate(music, bar),
        "groove_consistency": muspy.groove_consistency(music, bar),
    }


def write(file, chance):
    """Notes that overlap, with rests, in 3/4 or 4/4 or without a time signature."""
    events = []
    for _ in range(chance.randint(20, 200)):
        onset = chance.randrange(0, 40 * RESOLUTION)
        channel = chance.choice([0, 0, 0, 1, 9]) if chance.random() < 0.5 else 0
        pitch = chance.randint(30, 90)
        length = chance.randrange(1, 3 * RESOLUTION)
        if any(p == pitch and c == channel and o < onset + length and onset < e for o, e, p, c in events):
            continue  # Two notes at once on one key: readers differ in which ends first.
        events.append((onset, onset + length, pitch, channel))
    track = mido.MidiTrack()
    numerator = chance.choice([0, 3, 4])
    if numerator:
        track.append(mido.MetaMessage("time_signature", numerator=numerator, denominator=4))
    messages = [(o, 1, "note_on", p, c) for o, _, p, c in events]
    messages += [(e, 0, "note_off", p, c) for _, e, p, c in events]
    at = 0
    for tick, _, kind, pitch, channel in sorted(messages):
        track.append(
            mido.Message(kind, note=pitch, velocity=64, channel=channel, time=tick - at)
        )
        at = tick
    midi = mido.MidiFile(ticks_per_beat=RESOLUTION)
    midi.tracks.append(track)
    midi.save(file)
