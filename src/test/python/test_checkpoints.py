"""Run folders, read by TensorFlow."""

import json
import shutil

import keras_twin
import numpy as np
import pytest
import tensorflow as tf
from conftest import QUICK, TINY
from keras_twin import Sizes
from tolerance import assert_close

RUNS = ["tiny_last", "tiny_every"]


@pytest.fixture(scope="module", params=RUNS)
def run(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def exported(run, workshop):
    """The run's SavedModel, loaded."""
    folder = workshop.folder / f"{run.name}-exported"
    workshop("export", "--run", run, "--out", folder)
    return tf.saved_model.load(str(folder))


@pytest.fixture(scope="module")
def resumed(workshop):
    """A run of two epochs that was taken to four; it keeps two checkpoints."""
    workshop("train", "embedded", "--run", "resumed", *TINY, *QUICK, "--keep", "2")
    workshop("train", "--resume", "--run", "resumed", "--epochs", "4")
    return workshop.folder / "checkpoints" / "resumed"


def variables(checkpoint) -> dict:
    reader = tf.train.load_checkpoint(str(checkpoint))
    return {name: reader.get_tensor(name) for name in reader.get_variable_to_shape_map()}


def best(run):
    """The best epoch's checkpoint, as progress.json names it."""
    return run / json.loads((run / "progress.json").read_text())["best"]["checkpoint"]


def test_tensorflow_finds_the_latest_checkpoint_of_a_run(tiny_last):
    assert tf.train.latest_checkpoint(tiny_last) == str(tiny_last / "ckpt-2")


def test_a_checkpoint_has_the_documented_variables_and_no_others(run):
    weights = keras_twin.weight_shapes(Sizes.of_run(run))
    slots = {f"adam/{kind}/{name}": shape for kind in "mv" for name, shape in weights.items()}
    listed = {name: tuple(shape) for name, shape in tf.train.list_variables(str(run))}
    assert listed == weights | slots | {"adam/iterations": ()}


def test_a_checkpoint_holds_float32_and_counts_steps_in_int64(run):
    types = tf.train.load_checkpoint(str(run)).get_variable_to_dtype_map()
    assert types.pop("adam/iterations") == tf.int64
    assert set(types.values()) == {tf.float32}


def test_the_folder_stands_for_its_latest_checkpoint(run):
    by_folder, by_name = variables(run), variables(run / "ckpt-2")
    assert all(np.array_equal(by_folder[name], by_name[name]) for name in by_name)


def test_the_best_checkpoint_holds_what_is_exported(run, exported):
    values = {variable.name.split(":")[0]: variable.numpy() for variable in exported.variables}
    saved = variables(best(run))
    assert set(values) == set(keras_twin.weight_shapes(Sizes.of_run(run)))
    for name, value in values.items():
        assert np.array_equal(value, saved[name]), name


def test_keras_with_the_weights_of_a_run_has_the_probabilities_of_its_export(run, exported):
    sizes = Sizes.of_run(run)
    predict = exported.signatures["serving_default"]
    notes = np.random.default_rng(1).integers(0, sizes.vocabulary, [4, sizes.window])
    ours = predict(notes=tf.constant(notes, tf.int32))["probabilities"].numpy()
    theirs = keras_twin.restore(sizes, best(run))(notes).numpy()
    if sizes.targets == "every":
        theirs = theirs[:, -1]
    assert_close(ours, theirs, sizes)


def test_a_resumed_run_has_its_newest_checkpoint_as_the_latest(resumed):
    assert tf.train.latest_checkpoint(resumed) == str(resumed / "ckpt-4")


def test_the_state_file_lists_what_is_kept_and_nothing_that_was_deleted(resumed):
    state = tf.train.get_checkpoint_state(str(resumed))
    assert list(state.all_model_checkpoint_paths) == [
        str(resumed / "ckpt-3"),
        str(resumed / "ckpt-4"),
    ]
    there = {file.stem for file in resumed.glob("ckpt-*.index")}
    assert there == {"ckpt-3", "ckpt-4"}


def test_the_state_file_holds_through_a_move_of_the_run(tiny_last, tmp_path):
    moved = tmp_path / "elsewhere" / "other-name"
    shutil.copytree(tiny_last, moved)
    assert tf.train.latest_checkpoint(moved) == str(moved / "ckpt-2")
    assert np.array_equal(variables(moved)["dense/bias"], variables(tiny_last)["dense/bias"])


def test_steps_are_counted_over_all_epochs(resumed):
    steps = [variables(resumed / name)["adam/iterations"] for name in ["ckpt-3", "ckpt-4"]]
    assert steps[0] > 0
    assert steps[1] == steps[0] / 3 * 4
