"""Models that Keras trained or nocturne exported, taken back as runs."""

import json
import shutil
from pathlib import Path

import h5py
import keras
import numpy as np
import pytest
import tensorflow as tf
from conftest import ServedNocturne
from keras_twin import Sizes, build
from tolerance import assert_close

KEYS = 88  # Without padding, as a set-up in Python has it: pitch 21 is id 0.
SIZES = Sizes(embedding=7, units=5, layers=2, window=9, vocabulary=KEYS, targets="last")


@pytest.fixture(scope="module")
def nocturne(tmp_path_factory):
    """The program in a folder that the tests of this file share; each makes runs of its own names."""
    with ServedNocturne(tmp_path_factory.mktemp("imports")) as nocturne:
        yield nocturne


def windows(count: int) -> np.ndarray:
    return np.random.default_rng(4).integers(0, KEYS, [count, SIZES.window]).astype("int32")


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A model that was compiled, fitted and saved in Python."""
    keras.utils.set_random_seed(5)
    model = build(SIZES)
    optimizer = keras.optimizers.Adam(0.01)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    notes = windows(256)
    model.fit(notes, notes[:, 0], batch_size=32, epochs=2, verbose=0)
    file = tmp_path_factory.mktemp("trained") / "chopin.keras"
    model.save(file)
    return model, file


@pytest.fixture(scope="module")
def imported(nocturne, trained):
    """That model as the run chopin, and what import printed; read the run, do not change it."""
    return nocturne("import", trained[1], "--out", "chopin").stdout


@pytest.fixture(scope="module")
def probabilities(nocturne, imported):
    """What the run predicts for some windows."""
    nocturne("export", "--run", "chopin", "--out", "exported")
    served = tf.saved_model.load(str(nocturne.folder / "exported"))
    signature = served.signatures["serving_default"]
    return signature(notes=tf.constant(windows(8)))["probabilities"].numpy()


def test_a_model_trained_in_keras_predicts_the_same_as_a_run(trained, probabilities):
    model, _ = trained
    assert_close(probabilities[:, :KEYS], model(windows(8)), SIZES)


def test_padding_that_a_model_lacks_is_added_and_never_predicted(imported, probabilities):
    assert "89 tokens from A0 to <pad>" in imported
    assert (probabilities[:, KEYS] == 0).all()


def test_an_imported_run_generates_exports_and_evaluates(nocturne, imported):
    nocturne("generate", "--run", "chopin", "--out", "melody.mid", "--seed", "1")
    nocturne("export", "--run", "chopin", "--format", "graph")
    nocturne("evaluate", "--run", "chopin", "--data", "embedded")
    assert (nocturne.folder / "graphs" / "chopin.pb").exists()


def test_an_imported_run_resumes_learning_with_its_optimizer(nocturne, trained):
    model, file = trained
    nocturne("import", file, "--out", "learning")
    run = nocturne.folder / "checkpoints" / "learning"
    before = tf.train.load_variable(str(run / "ckpt-0"), "adam/iterations")
    assert before == model.optimizer.iterations.numpy() == 16
    nocturne("train", "embedded", "--resume", "--run", "learning", "--epochs", "1")
    assert tf.train.load_variable(tf.train.latest_checkpoint(run), "adam/iterations") > before
    rate = json.loads((run / "run.json").read_text())["config"]["optimizer"]["learning-rate"]
    assert rate == pytest.approx(0.01)


def test_an_imported_run_can_be_trained_with_another_optimizer(nocturne, trained):
    nocturne("import", trained[1], "--out", "descending")
    run = nocturne.folder / "checkpoints" / "descending"
    how = ["--optimizer", "sgd", "--momentum", "0.9", "--epochs", "1"]
    nocturne("train", "embedded", "--resume", "--run", "descending", *how)
    latest = tf.train.load_checkpoint(tf.train.latest_checkpoint(run))
    assert latest.get_tensor("sgd/iterations") > 0
    assert np.any(latest.get_tensor("sgd/momentum/dense/kernel"))
    assert not latest.has_tensor("adam/iterations")


OPTIMIZERS = [
    keras.optimizers.AdamW(0.02, weight_decay=0.1, clipnorm=0.5),
    keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True, clipvalue=0.25),
    keras.optimizers.RMSprop(0.01, rho=0.8, momentum=0.5, centered=True, weight_decay=0.1),
]


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda optimizer: optimizer.name)
def test_an_optimizer_comes_back_from_a_run_as_it_was(nocturne, optimizer, tmp_path):
    model = build(Sizes(7, 5, 1, 9, vocabulary=KEYS + 1, targets="last"))
    model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(ignore_class=KEYS))
    random = np.random.default_rng(8)
    for _ in range(3):
        gradients = [random.standard_normal(w.shape) for w in model.trainable_variables]
        optimizer.apply([tf.constant(g, "float32") for g in gradients], model.trainable_variables)
    name = optimizer.name
    told = nocturne("import", saved(model, tmp_path), "--out", name).stderr
    nocturne("export", "--run", name, "--format", "keras", "--out", f"{name}.keras")
    again = keras.models.load_model(nocturne.folder / f"{name}.keras").optimizer
    assert "optimizer" not in told
    assert {**again.get_config(), "name": name} == pytest.approx(optimizer.get_config())
    for ours, theirs in zip(again.variables, optimizer.variables, strict=True):
        np.testing.assert_array_equal(ours.numpy(), theirs.numpy())


def test_a_run_exported_to_keras_and_imported_has_the_same_weights(nocturne, tiny_every):
    nocturne("export", "--run", tiny_every, "--format", "keras", "--out", "every.keras")
    nocturne("import", "every.keras", "--out", "every")
    best = json.loads((tiny_every / "progress.json").read_text())["best"]["checkpoint"]
    theirs = tf.train.load_checkpoint(str(tiny_every / best))
    ours = tf.train.load_checkpoint(str(nocturne.folder / "checkpoints/every/ckpt-0"))
    for name in theirs.get_variable_to_shape_map():
        np.testing.assert_array_equal(ours.get_tensor(name), theirs.get_tensor(name), name)


def test_a_savedmodel_imported_generates_what_its_run_generates(
    nocturne, tiny_last, exported_last
):
    # Of the same name, which is the track's.
    again = Path("again") / tiny_last.name
    (nocturne.folder / "again").mkdir()
    nocturne("import", exported_last, "--out", again)
    for run, out in {again: "a.mid", tiny_last: "b.mid"}.items():
        # Memory and tempo are of a corpus, which an imported run does not have.
        chosen = ["--seed", "3", "--primer", "C4 E4 G4", "--memory", "off", "--tempo", "120"]
        nocturne("generate", "--run", run, "--out", out, *chosen)
    files = [(nocturne.folder / name).read_bytes() for name in ["a.mid", "b.mid"]]
    assert files[0] == files[1]


@pytest.mark.parametrize("signatures", ["dropped", "kept"])
def test_a_savedmodel_that_tensorflow_saved_again_has_the_same_weights(
    nocturne, tiny_last, exported_last, tmp_path, signatures
):
    loaded = tf.saved_model.load(str(exported_last))
    kept = dict(loaded.signatures) if signatures == "kept" else None
    tf.saved_model.save(loaded, str(tmp_path / "again"), signatures=kept)
    error = nocturne.fails("import", tmp_path / "again", "--out", f"bare-{signatures}").stderr
    assert "copy assets.extra from it" in error
    shutil.copytree(exported_last / "assets.extra", tmp_path / "again" / "assets.extra")
    nocturne("import", tmp_path / "again", "--out", signatures)
    best = json.loads((tiny_last / "progress.json").read_text())["best"]["checkpoint"]
    theirs = tf.train.load_checkpoint(str(tiny_last / best))
    ours = tf.train.load_checkpoint(str(nocturne.folder / f"checkpoints/{signatures}/ckpt-0"))
    for name in theirs.get_variable_to_shape_map():
        if not name.startswith("adam"):
            np.testing.assert_array_equal(ours.get_tensor(name), theirs.get_tensor(name), name)


def steps(nocturne, run: str) -> int:
    """How many steps a run's optimizer has made."""
    return tf.train.load_variable(
        str(nocturne.folder / "checkpoints" / run / "ckpt-0"), "adam/iterations"
    )


def test_an_h5_file_resumes_like_the_archive_of_the_same_model(nocturne, trained, tmp_path):
    model, _ = trained
    model.save(tmp_path / "chopin.h5")
    nocturne("import", tmp_path / "chopin.h5", "--out", "older")
    assert steps(nocturne, "older") == 16


def test_weights_alone_are_read_with_the_text_of_to_json(nocturne, trained, imported, tmp_path):
    model, _ = trained
    model.save_weights(tmp_path / "chopin.weights.h5")
    (tmp_path / "chopin.json").write_text(model.to_json())
    json_option = ["--architecture", tmp_path / "chopin.json"]
    nocturne("import", tmp_path / "chopin.weights.h5", *json_option, "--out", "weights")
    runs = nocturne.folder / "checkpoints"
    ours, theirs = [tf.train.load_checkpoint(str(runs / n / "ckpt-0")) for n in ["weights", "chopin"]]
    for name in theirs.get_variable_to_shape_map():
        np.testing.assert_array_equal(ours.get_tensor(name), theirs.get_tensor(name), name)


def test_weights_that_hdf5_has_compressed_are_named(nocturne, trained, tmp_path):
    model, _ = trained
    model.save(tmp_path / "plain.h5")
    with h5py.File(tmp_path / "plain.h5") as plain, h5py.File(tmp_path / "gzip.h5", "w") as packed:
        packed.attrs.update(plain.attrs)
        plain.visititems(lambda path, node: pack(packed, path, node))
    error = nocturne.fails("import", tmp_path / "gzip.h5", "--out", "gzip").stderr
    assert "compression inside HDF5" in error and "save it again" in error


def pack(target: h5py.File, path: str, node):
    """Copies a node, with its data compressed."""
    if isinstance(node, h5py.Group):
        target.require_group(path).attrs.update(node.attrs)
    else:
        options = {"compression": "gzip", "shuffle": True} if node.shape else {}
        target.create_dataset(path, data=node[()], **options)


def saved(model, folder):
    file = folder / "model.keras"
    model.save(file)
    return file


def test_a_layer_that_cannot_be_taken_is_named(nocturne, tmp_path):
    gru = keras.layers.GRU(5, reset_after=False)
    layers = [
        keras.Input([9], dtype="int32"),
        keras.layers.Embedding(KEYS, 7),
        keras.layers.Bidirectional(gru, name="odd_one"),
        keras.layers.Dense(KEYS, activation="softmax"),
    ]
    file = saved(keras.Sequential(layers), tmp_path)
    error = nocturne.fails("import", file, "--out", "odd").stderr
    assert "odd_one" in error and "reset_after" in error
    assert not (nocturne.folder / "checkpoints" / "odd").exists()


def test_a_vocabulary_must_be_named_when_the_size_does_not_imply_it(nocturne, tmp_path):
    sizes = Sizes(7, 5, 1, 9, vocabulary=61, targets="last")
    error = nocturne.fails("import", saved(build(sizes), tmp_path), "--out", "small").stderr
    assert "61 tokens" in error and "vocabulary file" in error


def test_a_resumed_import_keeps_its_network(nocturne, imported):
    done = nocturne.fails("train", "embedded", "--resume", "--run", "chopin", "--units", "6")
    assert done.returncode == 2
    assert done.stderr.startswith("error: --units: the run has 5, was 6; leave it out")


def test_an_ignored_token_that_is_not_padding_here_is_reported(nocturne, tmp_path):
    model = build(SIZES)
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(ignore_class=0))
    told = nocturne("import", saved(model, tmp_path), "--out", "ignoring").stderr
    assert "its loss ignores token 0, which is A0 here" in told
