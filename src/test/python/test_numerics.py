"""nocturne's network, loss and optimiser against Keras's: same weights, same batches.

The largest differences are left in target/numerics.md, for docs/numerics.md.
"""

from pathlib import Path

import keras
import keras_twin
import numpy as np
import pytest
import tensorflow as tf
from conftest import TARGET
from keras_twin import Sizes
from twin_training import (
    CHECKPOINTS_AFTER,
    STEPS,
    Case,
    OursInTurn,
    Theirs,
    difference,
    relative,
)

CLIP_NORM = 0.02
LAST_CHECKPOINT = CHECKPOINTS_AFTER[-1]


def odd(targets, layers, **how) -> Case:
    return Case(Sizes(7, 5, layers, 11, 13, targets), rows=3, **how)


def larger(targets, **how) -> Case:
    return Case(Sizes(24, 32, 2, 40, 89, targets), rows=16, wide=False, **how)


CASES = [
    odd(targets, layers, clip_norm=clip_norm)
    for targets in ["last", "every"]
    for layers in [1, 2, 3]
    for clip_norm in [0, CLIP_NORM]
]
CASES += [larger("last"), larger("every", clip_norm=CLIP_NORM), odd("every", 2, padded=True)]
CASES += [Case(Sizes(7, 5, 2, 11, 13, "every", "forward"), rows=3)]
CLIPPED = [case for case in CASES if case.clip_norm]


def named(case: Case) -> str:
    return case.name


class Figures:
    """The largest difference of each kind in each case, as a table in Markdown."""

    def __init__(self):
        self.rows = {}

    def record(self, case: Case, what: str, difference: float) -> float:
        self.rows.setdefault(case.name, {})[what] = difference
        return difference

    def write(self, file: Path):
        columns = list(dict.fromkeys(what for row in self.rows.values() for what in row))
        lines = [["case", *columns], ["---"] * (len(columns) + 1)]
        for name, row in self.rows.items():
            lines.append([name, *(f"{row[what]:.0e}" if what in row else "" for what in columns)])
        file.write_text("".join("| " + " | ".join(line) + " |\n" for line in lines))


@pytest.fixture(scope="module")
def figures():
    figures = Figures()
    yield figures
    figures.write(TARGET / "numerics.md")


@pytest.fixture(scope="module")
def ours_in_turn(java, tmp_path_factory):
    with OursInTurn(java.command, tmp_path_factory.mktemp("numerics"), CASES) as ours:
        yield ours


@pytest.fixture(scope="module", params=CASES, ids=named)
def trainings(request, ours_in_turn):
    ours = ours_in_turn.result(request.param.name)
    return ours, Theirs(request.param, ours.initial)


def test_probabilities_are_those_of_keras(trainings, figures):
    ours, theirs = trainings
    every = ours.case.sizes.targets == "every"
    next_note = theirs.probabilities[:, -1] if every else theirs.probabilities
    worst = difference(ours.probabilities, next_note)
    if every:
        worst = max(worst, difference(ours.every_step, theirs.probabilities.ravel()))
    assert figures.record(ours.case, "probabilities", worst) <= 1e-5


def test_the_loss_of_the_same_weights_is_that_of_keras(trainings, figures):
    ours, theirs = trainings
    worst = relative(ours.losses[0], theirs.losses[0])
    assert figures.record(ours.case, "loss, relative", worst) <= 1e-6


def test_as_many_targets_are_predicted_right_as_by_keras(trainings):
    ours, theirs = trainings
    targets = ours.case.targets_of(ours.case.batches[0])
    counted = targets != ours.case.sizes.pad
    right = theirs.probabilities.argmax(-1) == targets
    assert (ours.correct, ours.targets) == (np.sum(right & counted), np.sum(counted))


def test_gradients_of_every_variable_are_those_of_keras(trainings, figures):
    ours, theirs = trainings
    worst = max(relative(ours.gradients[name], theirs.gradients[name]) for name in ours.gradients)
    assert figures.record(ours.case, "gradients, relative", worst) <= 1e-4


@pytest.mark.parametrize("trainings", CLIPPED, ids=named, indirect=True)
def test_gradients_are_long_enough_to_be_clipped(trainings):
    ours, _ = trainings
    norm = np.sqrt(sum(np.sum(np.square(gradient)) for gradient in ours.gradients.values()))
    assert norm > 2 * CLIP_NORM


def test_adam_makes_the_weights_of_keras(trainings, figures):
    ours, theirs = trainings
    checkpoint = ours.after(LAST_CHECKPOINT)
    expected = theirs.variables_after[LAST_CHECKPOINT]
    worst = max(
        difference(checkpoint.get_tensor(name), expected[name]) for name in ours.gradients
    )
    assert figures.record(ours.case, f"weights after {LAST_CHECKPOINT} steps", worst) <= 1e-4


def test_the_state_of_adam_is_that_of_keras(trainings):
    ours, theirs = trainings
    checkpoint = ours.after(LAST_CHECKPOINT)
    expected = theirs.variables_after[LAST_CHECKPOINT]
    assert set(checkpoint.get_variable_to_shape_map()) == set(expected)
    assert checkpoint.get_tensor("adam/iterations") == LAST_CHECKPOINT
    for name in expected:
        assert relative(checkpoint.get_tensor(name), expected[name]) <= 1e-4, name


def test_the_loss_falls_along_the_curve_of_keras(trainings, figures):
    ours, theirs = trainings
    worst = difference(ours.losses, theirs.losses)
    assert figures.record(ours.case, f"loss over {STEPS} steps", worst) <= 1e-4
    assert ours.losses[-10:].mean() < ours.losses[:10].mean()


def test_initial_weights_are_distributed_as_those_of_keras(ours_in_turn):
    ours = ours_in_turn.result("last-2x32")
    keras.utils.set_random_seed(3)
    model = keras_twin.build(ours.case.sizes)
    initial = tf.train.load_checkpoint(str(ours.initial))
    for name, theirs in zip(keras_twin.weight_shapes(ours.case.sizes), model.get_weights()):
        drawn = initial.get_tensor(name)
        assert drawn.shape == theirs.shape
        if np.ptp(theirs) == 0:
            assert np.array_equal(drawn, theirs), name
        else:
            # Kolmogorov-Smirnov for two samples of n numbers: once in 10,000 beyond this.
            assert distance(drawn, theirs) < 2.23 * np.sqrt(2 / drawn.size), name


def test_recurrent_kernels_start_orthogonal_as_those_of_keras(ours_in_turn):
    ours = ours_in_turn.result("last-2x32")
    initial = tf.train.load_checkpoint(str(ours.initial))
    for name in keras_twin.weight_shapes(ours.case.sizes):
        if name.endswith("recurrent_kernel"):
            kernel = initial.get_tensor(name)
            assert difference(kernel @ kernel.T, np.eye(len(kernel))) < 1e-5, name


def distance(one, other) -> float:
    """The largest difference between the empirical distribution functions of two samples."""
    every = np.sort(np.concatenate([one.ravel(), other.ravel()]))
    shares = [np.searchsorted(np.sort(sample.ravel()), every, "right") for sample in (one, other)]
    return float(np.max(np.abs(shares[0] - shares[1]))) / one.size
