"""What nocturne finds copied from a corpus, against looking everywhere for it."""

import json
import re

import midi_files
import mido
import numpy as np
import pytest
from conftest import TINY, ServedNocturne

MOST = 3
SETTINGS = ["--stride", "1", "--batch-size", "16", "--epochs", "3", "--learning-rate", "0.05"]
MUSIC = ["generate", "--run", "copier", "--count", "4", "--length", "80", "--seed", "5"]


@pytest.fixture(scope="module")
def nocturne(tmp_path_factory):
    """The program in a folder that the tests of this file share."""
    with ServedNocturne(tmp_path_factory.mktemp("originality")) as nocturne:
        yield nocturne


@pytest.fixture(scope="module")
def folder(nocturne):
    """A run that has learnt pieces of four pitches, and what it makes, freely and forbidden to copy."""
    random = np.random.default_rng(4)
    for name in "abcdef":
        melody = random.choice([60, 62, 64, 67], 150)
        midi_files.write(nocturne.folder / "midi" / f"{name}.mid", melody.tolist())
    nocturne("prepare", "midi", "--out", "corpus")
    nocturne("train", "corpus", "--run", "copier", *TINY, *SETTINGS)
    printed = {}
    for kind, more in {"free": [], "original": ["--no-copy", str(MOST)]}.items():
        (nocturne.folder / kind).mkdir()
        done = nocturne(*MUSIC, "--out", f"{kind}/piece.mid", *more)
        printed[kind] = done.stdout
    (nocturne.folder / "printed.json").write_text(json.dumps(printed))
    return nocturne.folder


def pitches(file) -> list:
    """In the order of the file; of these pieces one sounds at a time."""
    every = (message for track in mido.MidiFile(file).tracks for message in track)
    return [message.note for message in every if message.type == "note_on" and message.velocity]


def longest(notes: list, corpus: list) -> int:
    """Notes of the longest passage that stands in one of the corpus's pieces as well."""
    best = 0
    for piece in corpus:
        before = [0] * (len(piece) + 1)
        for note in notes:
            row = [0] * (len(piece) + 1)
            for at, other in enumerate(piece, 1):
                row[at] = before[at - 1] + 1 if note == other else 0
            best, before = max(best, *row), row
    return best


def corpus(folder) -> list:
    return [pitches(file) for file in sorted((folder / "midi").iterdir())]


def lengths(folder, kind: str) -> list:
    """Of each generated piece, by looking everywhere."""
    return [longest(pitches(file), corpus(folder)) for file in sorted((folder / kind).iterdir())]


def test_generate_prints_the_longest_passage_of_each_piece(folder):
    printed = json.loads((folder / "printed.json").read_text())
    for kind in ("free", "original"):
        found = re.findall(r"corpus: (\d+) notes", printed[kind])
        assert [int(length) for length in found] == lengths(folder, kind)


def test_a_free_run_copies_and_a_forbidden_one_does_not(folder):
    assert min(lengths(folder, "free")) > MOST
    assert max(lengths(folder, "original")) == MOST


def test_evaluate_finds_the_same_in_the_files_and_in_the_corpus(nocturne, folder):
    found = []
    for against in ("midi", "corpus"):
        nocturne("evaluate", "--music", "free", "--against", against, "--json", "found.json")
        pieces = json.loads((folder / "found.json").read_text())["music"]["pieces"]
        found.append([piece["originality"] for piece in pieces])
    assert found[0] == found[1]
    assert [it["longest"]["notes"] for it in found[0]] == lengths(folder, "free")


def test_a_passage_stands_where_evaluate_says(nocturne, folder):
    nocturne("evaluate", "--music", "free", "--against", "midi", "--json", "found.json")
    for piece in json.loads((folder / "found.json").read_text())["music"]["pieces"]:
        passage = piece["originality"]["longest"]
        own, size = pitches(folder / "free" / piece["name"]), passage["notes"]
        other = pitches(folder / "midi" / passage["piece"])
        start, there = passage["from"] - 1, passage["note"] - 1
        assert own[start : start + size] == other[there : there + size]


def test_a_run_without_its_corpus_says_so_and_refuses_to_forbid_copies(nocturne, folder):
    (folder / "corpus").rename(folder / "moved")
    try:
        words = [*MUSIC, "--out", "piece.mid"]
        assert "copied passages are not searched for" in nocturne(*words).stderr
        assert "--corpus DIR" in nocturne.fails(*words, "--no-copy", "3").stderr
        named = nocturne(*words, "--corpus", "moved", "--no-copy", "3").stdout
        assert "longest passage found in the corpus: 3 notes" in named
    finally:
        (folder / "moved").rename(folder / "corpus")


def test_a_corpus_that_is_too_large_to_search_is_named_with_the_memory_that_it_takes(
    nocturne, folder
):
    run = folder / "checkpoints" / "copier" / "run.json"
    content = run.read_text()
    large = json.loads(content)
    large["corpus"]["tokens"] = 10**12
    run.write_text(json.dumps(large))
    try:
        words = [*MUSIC, "--out", "piece.mid"]
        assert "1,000,000,000,000 tokens" in nocturne(*words).stderr
        assert "JAVA_OPTS=-Xmx23284g" in nocturne.fails(*words, "--no-copy", "3").stderr
    finally:
        run.write_text(content)
