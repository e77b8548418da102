"""A prepared corpus, read and written by tf.data."""

import hashlib
import json
import shutil

import keras_twin
import midi_files
import numpy as np
import pytest
import tensorflow as tf
from conftest import QUICK, Nocturne
from keras_twin import Sizes

LOWEST_KEY = 21
STRIDE = int(QUICK[QUICK.index("--stride") + 1])
FEATURES = {
    "name": tf.io.FixedLenFeature([], tf.string),
    "sha256": tf.io.FixedLenFeature([], tf.string),
    "tokens": tf.io.RaggedFeature(tf.int64),
}
PITCHES = {
    "first.mid": [60, 64, 67, 72] * 12,
    "set/second.mid": list(range(30, 90)),
    "set/third.mid": [100, 21, 108, 60, 61, 20, 59, 109, 58],
}


class Prepared:
    """MIDI files of known notes, a repeated and a broken one among them, as a corpus."""

    def __init__(self, nocturne):
        self.midi, self.corpus = nocturne.folder / "midi", nocturne.folder / "corpus"
        for name, pitches in PITCHES.items():
            midi_files.write(self.midi / name, pitches)
        shutil.copy(self.midi / "first.mid", self.midi / "set" / "again.mid")
        (self.midi / "set" / "broken.mid").write_bytes(b"MThd and nothing of the kind")
        nocturne("prepare", self.midi, "--out", self.corpus)
        self.report = json.loads((self.corpus / "report.json").read_text())
        records = tf.data.TFRecordDataset(str(self.corpus / "corpus.tfrecord"))
        self.records = [record.numpy() for record in records]
        self.pieces = {}
        for record in self.records:
            piece = tf.io.parse_single_example(record, FEATURES)
            self.pieces[piece["name"].numpy().decode()] = piece


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    return Prepared(Nocturne(tmp_path_factory.mktemp("corpus")))


def test_pieces_come_by_name_without_repeated_and_broken_files(prepared):
    assert sorted(prepared.pieces) == sorted(PITCHES)


def test_tokens_are_the_pitches_of_the_midi_files_counted_from_the_lowest_key(prepared):
    for name, piece in prepared.pieces.items():
        expected = [pitch - LOWEST_KEY for pitch in PITCHES[name] if 21 <= pitch <= 108]
        assert piece["tokens"].numpy().tolist() == expected, name


def test_tokens_are_places_in_the_list_of_the_vocabulary(prepared):
    vocabulary = json.loads((prepared.corpus / "vocabulary.json").read_text())["tokens"]
    names = [vocabulary[token] for token in prepared.pieces["first.mid"]["tokens"][:4].numpy()]
    assert names == ["C4", "E4", "G4", "C5"]


def test_a_piece_has_the_digest_of_its_midi_file(prepared):
    for name, piece in prepared.pieces.items():
        digest = hashlib.sha256((prepared.midi / name).read_bytes()).hexdigest()
        assert piece["sha256"].numpy().decode() == digest, name


def test_the_report_counts_what_tensorflow_reads(prepared):
    tokens = sum(len(piece["tokens"]) for piece in prepared.pieces.values())
    assert (prepared.report["pieces"], prepared.report["tokens"]) == (len(prepared.pieces), tokens)


def test_the_report_counts_the_notes_that_the_vocabulary_lacks(prepared):
    third = [file for file in prepared.report["files"] if file["file"].endswith("third.mid")]
    assert [(file["notes"], file["outside"]) for file in third] == [(9, 2)]


def test_each_record_is_an_example_with_these_features_and_no_others(prepared):
    for record in prepared.records:
        assert set(tf.train.Example.FromString(record).features.feature) == set(FEATURES)


def test_nocturne_reads_a_corpus_that_tensorflow_has_written_in_shards(
    prepared, tiny_last, nocturne
):
    sharded = nocturne.folder / "sharded"
    sharded.mkdir()
    shutil.copy(prepared.corpus / "vocabulary.json", sharded)
    for shard, records in enumerate([prepared.records[:2], prepared.records[2:]]):
        name = str(sharded / f"corpus-{shard:05}-of-00002.tfrecord")
        with tf.io.TFRecordWriter(name) as writer:
            for record in records:
                writer.write(record)
    figures = []
    for folder in [prepared.corpus, sharded]:
        first, *rest = nocturne("evaluate", "--run", tiny_last, "--data", folder).stdout.splitlines()
        assert str(folder) in first
        figures.append(rest)
    assert figures[0] == figures[1]


def test_keras_on_the_windows_of_tf_data_has_the_loss_that_evaluate_prints(
    prepared, tiny_last, nocturne
):
    sizes = Sizes.of_run(tiny_last)
    best = json.loads((tiny_last / "progress.json").read_text())["best"]["checkpoint"]
    model = keras_twin.restore(sizes, tiny_last / best)
    model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    rows = np.concatenate([windows(piece, sizes.window) for piece in prepared.pieces.values()])
    loss, accuracy = model.evaluate(rows[:, :-1], rows[:, -1], verbose=0)
    words = ["--run", tiny_last, "--data", prepared.corpus]
    nocturne("evaluate", *words, "--json", "figures.json")
    ours = json.loads((nocturne.folder / "figures.json").read_text())["network"]
    assert ours["targets"] == len(rows)
    assert ours["loss"] == pytest.approx(loss, abs=1e-4)
    assert ours["accuracy"] == pytest.approx(accuracy, abs=1e-4)


def windows(piece, window):
    """Rows of window + 1 tokens, every fourth as the run has them; none of a shorter piece."""
    tokens = piece["tokens"].numpy()
    if len(tokens) <= window:
        return np.empty([0, window + 1], "int64")
    return np.lib.stride_tricks.sliding_window_view(tokens, window + 1)[::STRIDE]
