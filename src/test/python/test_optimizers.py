"""nocturne's optimizers, schedules and smoothed loss against Keras's, on the same network."""

import keras
import pytest
from keras_twin import Sizes
from twin_training import (
    ADAM,
    CHECKPOINTS_AFTER,
    CONSTANT,
    Case,
    OursInTurn,
    Theirs,
    Training,
    difference,
    relative,
)

STEPS = CHECKPOINTS_AFTER[-1]
SIZES = Sizes(7, 5, 2, 11, 13, "last")
schedules = keras.optimizers.schedules

SGD = {"optimizer": "sgd", "momentum": 0.9, "nesterov": True, "weight-decay": 0}
RMSPROP = {"optimizer": "rmsprop", "rho": 0.8, "momentum": 0.5, "epsilon": 1e-5, "centered": True}

TRAININGS = [
    Training(
        "adamw-cosine",
        ADAM
        | {"optimizer": "adamw", "weight-decay": 0.1, "schedule": "cosine", "learning-rate": 0.01}
        | {"warmup-epochs": 0.5, "decay-epochs": 1.5, "alpha": 0.1},
        lambda: keras.optimizers.AdamW(
            schedules.CosineDecay(0.0, 12, alpha=0.1, warmup_target=0.01, warmup_steps=4),
            weight_decay=0.1,
        ),
        ["m", "v"],
        steps_per_epoch=8,
    ),
    Training(
        "sgd-exponential",
        SGD
        | {"schedule": "exponential", "learning-rate": 0.05}
        | {"decay-epochs": 1, "decay-rate": 0.8, "staircase": False}
        | CONSTANT,
        lambda: keras.optimizers.SGD(
            schedules.ExponentialDecay(0.05, 8, 0.8), momentum=0.9, nesterov=True
        ),
        ["momentum"],
        steps_per_epoch=8,
    ),
    Training(
        "rmsprop",
        RMSPROP | {"schedule": "constant", "learning-rate": 1e-3, "weight-decay": 0.01} | CONSTANT,
        lambda: keras.optimizers.RMSprop(
            rho=0.8, momentum=0.5, epsilon=1e-5, centered=True, weight_decay=0.01
        ),
        ["velocity", "momentum", "average_gradient"],
    ),
    Training("smoothed", ADAM, keras.optimizers.Adam, ["m", "v"], smoothing=0.1),
]
CASES = [Case(SIZES, rows=3, steps=STEPS, training=training) for training in TRAININGS]


@pytest.fixture(scope="module")
def ours_in_turn(java, tmp_path_factory):
    with OursInTurn(java.command, tmp_path_factory.mktemp("optimizers"), CASES) as ours:
        yield ours


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def trainings(request, ours_in_turn):
    ours = ours_in_turn.result(request.param.name)
    return ours, Theirs(request.param, ours.initial)


def test_losses_are_those_of_keras_step_by_step(trainings):
    ours, theirs = trainings
    assert difference(ours.losses, theirs.losses) <= 1e-4
    assert relative(ours.losses[:1], theirs.losses[:1]) <= 1e-6


def test_weights_are_those_of_keras(trainings):
    ours, theirs = trainings
    checkpoint, expected = ours.after(STEPS), theirs.variables_after[STEPS]
    for name in ours.gradients:
        assert difference(checkpoint.get_tensor(name), expected[name]) <= 1e-4, name


def test_the_state_of_the_optimizer_is_that_of_keras(trainings):
    ours, theirs = trainings
    checkpoint, expected = ours.after(STEPS), theirs.variables_after[STEPS]
    assert set(checkpoint.get_variable_to_shape_map()) == set(expected)
    for name in set(expected) - set(ours.gradients):
        assert relative(checkpoint.get_tensor(name), expected[name]) <= 1e-4, name


def test_steps_are_large_enough_to_be_compared(trainings):
    ours, _ = trainings
    first, last = ours.after(1), ours.after(STEPS)
    for name in ours.gradients:
        assert difference(first.get_tensor(name), last.get_tensor(name)) > 1e-3, name
