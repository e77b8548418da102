"""A network that reads forward alone: in TensorFlow, in Keras and back."""

import json

import keras
import keras_twin
import numpy as np
import pytest
import tensorflow as tf
from conftest import QUICK, TINY
from keras_twin import Sizes
from tolerance import assert_close


@pytest.fixture(scope="module")
def forward(workshop):
    """The folder of a run whose layers read forward, with a target at every position."""
    how = ["--directions", "forward", "--targets", "every"]
    workshop("train", "embedded", "--run", "forward", *how, *TINY, *QUICK)
    return workshop.folder / "checkpoints" / "forward"


@pytest.fixture(scope="module")
def served(workshop, forward):
    workshop("export", "--run", forward, "--out", "exported/forward")
    return tf.saved_model.load(str(workshop.folder / "exported" / "forward"))


@pytest.fixture(scope="module")
def archive(workshop, forward):
    workshop("export", "--run", forward, "--format", "keras", "--out", "forward.keras")
    return workshop.folder / "forward.keras"


def windows(count=4) -> np.ndarray:
    return np.random.default_rng(6).integers(0, 88, [count, 9]).astype("int32")


def best(run):
    name = json.loads((run / "progress.json").read_text())["best"]["checkpoint"]
    return tf.train.load_checkpoint(str(run / name))


def every_step(served, notes) -> np.ndarray:
    return served.signatures["every_step"](notes=tf.constant(notes))["probabilities"].numpy()


def test_a_checkpoint_has_the_weights_of_gru_layers(forward):
    shapes = keras_twin.weight_shapes(Sizes.of_run(forward))
    assert "gru_1/recurrent_kernel" in shapes
    stored = best(forward).get_variable_to_shape_map()
    weights = {name: tuple(shape) for name, shape in stored.items() if "adam" not in name}
    assert weights == shapes


def test_a_position_knows_nothing_of_the_notes_after_it(served):
    notes = windows()
    changed = notes.copy()
    changed[:, 5:] = (changed[:, 5:] + 1) % 88
    before, after = every_step(served, notes), every_step(served, changed)
    np.testing.assert_array_equal(before[:, :5], after[:, :5])
    assert np.abs(before[:, 5:] - after[:, 5:]).max(axis=(0, 2)).min() > 1e-6


def test_the_saved_model_generates(served):
    generate = served.signatures["continuation"]
    notes = generate(primer=tf.constant(windows()))["notes"].numpy()
    assert notes.shape == (4, 9)
    assert ((0 <= notes) & (notes < 88)).all()


def test_keras_builds_gru_layers_of_the_archive(archive):
    model = keras.models.load_model(archive)
    grus = [layer for layer in model.layers if isinstance(layer, keras.layers.GRU)]
    assert [layer.name for layer in grus] == ["gru_0", "gru_1"]
    assert all(layer.return_sequences and not layer.go_backwards for layer in grus)


def test_keras_gives_the_probabilities_of_the_saved_model(archive, served):
    theirs = keras.models.load_model(archive).predict(windows(), verbose=0)
    assert_close(every_step(served, windows()), theirs)


def test_the_archive_comes_back_with_the_same_weights(nocturne, archive, forward):
    nocturne("import", archive, "--out", "again")
    again = nocturne.folder / "checkpoints" / "again"
    assert Sizes.of_run(again) == Sizes.of_run(forward)
    theirs, ours = best(forward), tf.train.load_checkpoint(str(again / "ckpt-0"))
    for name in theirs.get_variable_to_shape_map():
        np.testing.assert_array_equal(ours.get_tensor(name), theirs.get_tensor(name), name)


def test_a_run_of_a_model_that_keras_made_predicts_the_same(nocturne):
    keras.utils.set_random_seed(5)
    model = keras_twin.build(Sizes(7, 5, 2, 9, 89, "last", "forward"))
    file = nocturne.folder / "theirs.keras"
    model.save(file)
    nocturne("import", file, "--out", "theirs")
    nocturne("export", "--run", "theirs", "--out", "exported")
    loaded = tf.saved_model.load(str(nocturne.folder / "exported"))
    ours = loaded.signatures["serving_default"](notes=tf.constant(windows()))["probabilities"]
    assert_close(ours, model(windows()))


def test_a_frozen_graph_gives_the_same_probabilities(workshop, forward, served):
    workshop("export", "--run", forward, "--format", "graph")
    definition = tf.compat.v1.GraphDef()
    definition.ParseFromString((workshop.folder / "graphs" / "forward.pb").read_bytes())
    frozen = tf.compat.v1.wrap_function(
        lambda: tf.compat.v1.import_graph_def(definition, name=""), []
    )
    graph = frozen.graph
    ends = [graph.get_tensor_by_name(name) for name in ["notes:0", "probabilities:0"]]
    pruned = frozen.prune(*ends)
    expected = served.signatures["serving_default"](notes=tf.constant(windows()))["probabilities"]
    assert_close(pruned(tf.constant(windows())), expected)
