"""The measures of music against MusPy's, and the distances of sets against scipy's densities.

MusPy's own reader makes its Music of the files. What it takes for the end of a piece is the last
event of any kind, a pedal's too, while its documents speak of notes; so annotations are dropped.
"""

import itertools
import json
import math
import os
from pathlib import Path

import mido
import muspy
import numpy as np
import pytest
from conftest import HOME, Nocturne
from scipy import integrate, stats

# A folder of real pieces, such as the Chopin of docs/results.md; compared too if it exists.
REAL = Path(os.environ.get("NOCTURNE_TEST_MIDI", HOME / "data" / "nifc-chopin"))

METERS = [(4, 4), (3, 4), (6, 8), (2, 2), (5, 8), (12, 16)]
PLACES = 1000

MEASURES = {
    "n_pitches_used": muspy.n_pitches_used,
    "n_pitch_classes_used": muspy.n_pitch_classes_used,
    "pitch_range": muspy.pitch_range,
    "pitch_entropy": muspy.pitch_entropy,
    "pitch_class_entropy": muspy.pitch_class_entropy,
    "scale_consistency": muspy.scale_consistency,
    "polyphony": muspy.polyphony,
    "polyphony_rate": muspy.polyphony_rate,
    "empty_beat_rate": muspy.empty_beat_rate,
    "empty_measure_rate": lambda music: muspy.empty_measure_rate(music, bar(music)),
    "groove_consistency": lambda music: muspy.groove_consistency(music, bar(music)),
}


def bar(music: muspy.Music) -> int:
    """Time steps of a bar of the first time signature."""
    signatures = music.time_signatures or [muspy.TimeSignature(0, 4, 4)]
    return 4 * music.resolution * signatures[0].numerator // signatures[0].denominator


def write(file: Path, seed: int):
    """Chords, overlaps, rests, drums and a pedal, at random; several tracks and channels."""
    random = np.random.default_rng(seed)
    numerator, denominator = METERS[seed % len(METERS)]
    midi = mido.MidiFile(ticks_per_beat=int(random.choice([24, 96, 480])))
    meter = mido.MetaMessage("time_signature", numerator=numerator, denominator=denominator)
    midi.tracks.append(mido.MidiTrack([meter]))
    for number in range(int(random.integers(1, 4))):
        track = mido.MidiTrack()
        for tick, message in sorted(events(random, number, midi.ticks_per_beat), key=order):
            last = sum(other.time for other in track)
            track.append(message.copy(time=tick - last))
        midi.tracks.append(track)
    midi.save(file)


def order(event) -> tuple:
    """Notes end before others begin."""
    tick, message = event
    return tick, message.type == "note_on"


def events(random, number: int, quarter: int) -> list:
    """One pitch does not sound twice at once: what ends which note is a matter of readers."""
    channel = 9 if number == 2 else number
    found = [(quarter * 40, mido.Message("control_change", channel=channel, control=64, value=0))]
    for pitch in random.choice(np.arange(30, 100), int(random.integers(1, 25)), replace=False):
        tick = int(random.integers(0, quarter * 8))
        for _ in range(int(random.integers(1, 12))):
            length = int(random.integers(1, quarter * 2))
            note = {"note": int(pitch), "channel": channel}
            found.append((tick, mido.Message("note_on", velocity=70, **note)))
            found.append((tick + length, mido.Message("note_off", **note)))
            tick += length + int(random.integers(0, quarter * 3))
    return found


def read(file: Path) -> muspy.Music:
    """A piece as MusPy reads it, its notes alone."""
    music = muspy.read_midi(file)
    for track in music.tracks:
        track.annotations.clear()
        track.lyrics.clear()
    return music


def evaluate(nocturne, *words) -> dict:
    """What nocturne measures."""
    nocturne("evaluate", *words, "--json", "measures.json")
    return json.loads((nocturne.folder / "measures.json").read_text())


def assert_same(folder: Path, pieces: list):
    """All measures of all pieces, so that a failure shows every one that differs."""
    differing = []
    for piece in pieces:
        music = read(folder / piece["name"])
        for name, measure in MEASURES.items():
            theirs, ours = measure(music), piece["measures"][name]
            ours = math.nan if ours is None else ours
            if not np.isclose(ours, theirs, rtol=0, atol=1e-6, equal_nan=True):
                differing.append((piece["name"], name, ours, theirs))
    assert differing == []


def test_measures_of_random_pieces_are_muspys(nocturne):
    folder = nocturne.folder / "midi"
    folder.mkdir()
    for seed in range(24):
        write(folder / f"{seed:02}.mid", seed)
    pieces = evaluate(nocturne, "--music", folder)["music"]["pieces"]
    assert len(pieces) == 24
    assert_same(folder, pieces)


if REAL.is_dir():

    def test_measures_of_real_pieces_are_muspys(nocturne):
        pieces = evaluate(nocturne, "--music", REAL)["music"]["pieces"]
        assert pieces
        assert_same(REAL, pieces)


@pytest.fixture(scope="module")
def compared(tmp_path_factory) -> dict:
    """Two sets of random pieces."""
    nocturne = Nocturne(tmp_path_factory.mktemp("compared"))
    for name, seeds in {"ours": range(30, 38), "theirs": range(50, 61)}.items():
        (nocturne.folder / name).mkdir()
        for seed in seeds:
            write(nocturne.folder / name / f"{seed}.mid", seed)
    return evaluate(nocturne, "--music", "ours", "--against", "theirs")


def features(part: dict, name: str) -> np.ndarray:
    """Of each piece a measure or a distribution, as a row; those without a value are left out."""
    pieces = part["pieces"]
    rows = [piece["measures"].get(name, piece["distributions"].get(name)) for piece in pieces]
    return np.array([np.atleast_1d(row) for row in rows if row is not None], float)


def distances(compared: dict, name: str) -> tuple:
    """Within the second set, each piece to all others, and from there to the first."""
    own, other = features(compared["against"], name), features(compared["music"], name)
    within = [np.linalg.norm(a - b) for a, b in itertools.permutations(own, 2)]
    between = [np.linalg.norm(a - b) for a, b in itertools.product(own, other)]
    return within, between


def comparable(compared: dict) -> list:
    """What has a distance, with its name."""
    every = compared["distances"].items()
    found = [(name, it) for name, it in every if it["overlapping_area"] is not None]
    assert len(found) >= 15
    return found


def test_overlapping_areas_are_those_of_scipys_densities(compared):
    for name, distance in comparable(compared):
        within, between = distances(compared, name)
        # Far more places than nocturne takes, so that its error shows.
        places = np.linspace(min(within + between), max(within + between), 20 * PLACES)
        inside, across = stats.gaussian_kde(within)(places), stats.gaussian_kde(between)(places)
        area = integrate.trapezoid(np.minimum(inside, across), places)
        assert distance["overlapping_area"] == pytest.approx(area, abs=1e-5), name


def test_divergences_are_those_of_scipys_densities(compared):
    for name, distance in comparable(compared):
        within, between = distances(compared, name)
        places = np.linspace(min(within + between), max(within + between), PLACES)
        inside, across = stats.gaussian_kde(within), stats.gaussian_kde(between)
        divergence = stats.entropy(inside(places), across(places))
        if distance["kl_divergence"] is None:
            assert not np.isfinite(divergence), name
        else:
            assert distance["kl_divergence"] == pytest.approx(divergence, rel=1e-6, abs=1e-9), name


def test_means_and_deviations_are_those_of_the_pieces(compared):
    for name in MEASURES:
        values = features(compared["music"], name)
        assert compared["music"]["mean"][name] == pytest.approx(values.mean(), abs=1e-9)
        assert compared["music"]["standard_deviation"][name] == pytest.approx(
            values.std(ddof=1), abs=1e-9
        )
