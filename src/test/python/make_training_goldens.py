"""Makes what Keras's optimizers, schedules, loss and callbacks give, for the Java tests.

    target/python/bin/python src/test/python/make_training_goldens.py

Written to src/test/resources/io/nocturne: model/optimizers.json and train/plateau.json. Settings
have the names that they have in a run.json.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "io" / "nocturne"
STEPS = 8
SHAPES = {"first": [3], "second": [2, 2]}
CLASSES = {
    "adam": keras.optimizers.Adam,
    "adamw": keras.optimizers.AdamW,
    "sgd": keras.optimizers.SGD,
    "rmsprop": keras.optimizers.RMSprop,
}
CLIPPING = {"clip-norm": "global_clipnorm", "clip-norm-each": "clipnorm", "clip-value": "clipvalue"}

OPTIMIZERS = [
    {"optimizer": "adam"},
    {"optimizer": "adam", "learning-rate": 0.01, "beta-1": 0.8, "beta-2": 0.99, "epsilon": 1e-3},
    {"optimizer": "adam", "learning-rate": 0.01, "beta-1": 0.0, "beta-2": 0.0, "epsilon": 1.0},
    {"optimizer": "adam", "learning-rate": 0.1, "weight-decay": 0.5},
    {"optimizer": "adam", "epsilon": 1.0, "learning-rate": 0.5, "clip-norm": 1.0},
    {"optimizer": "adam", "epsilon": 1.0, "learning-rate": 0.5, "clip-norm-each": 0.5},
    {"optimizer": "adam", "epsilon": 1.0, "learning-rate": 0.5, "clip-value": 0.25},
    {"optimizer": "adamw"},
    {"optimizer": "adamw", "learning-rate": 0.1, "weight-decay": 0.3},
    {"optimizer": "sgd"},
    {"optimizer": "sgd", "learning-rate": 0.1, "momentum": 0.9},
    {"optimizer": "sgd", "learning-rate": 0.1, "momentum": 0.9, "nesterov": True},
    {"optimizer": "sgd", "learning-rate": 0.1, "momentum": 0.9, "weight-decay": 0.1},
    {"optimizer": "sgd", "learning-rate": 0.5, "clip-value": 0.25},
    {"optimizer": "rmsprop"},
    {"optimizer": "rmsprop", "learning-rate": 0.01, "rho": 0.7, "epsilon": 1e-3},
    {"optimizer": "rmsprop", "learning-rate": 0.01, "momentum": 0.8},
    {"optimizer": "rmsprop", "learning-rate": 0.01, "centered": True, "epsilon": 1e-2},
    {
        "optimizer": "rmsprop",
        "learning-rate": 0.01,
        "momentum": 0.8,
        "centered": True,
        "epsilon": 1e-2,
        "weight-decay": 0.2,
    },
]

# Ten steps an epoch.
STEPS_PER_EPOCH = 10
SCHEDULES = [
    {"schedule": "constant"},
    {"schedule": "constant", "warmup-epochs": 0.5},
    {"schedule": "constant", "warmup-epochs": 1.0, "initial-learning-rate": 1e-4},
    {"schedule": "cosine", "decay-epochs": 2.0},
    {"schedule": "cosine", "decay-epochs": 2.0, "alpha": 0.1},
    {"schedule": "cosine", "decay-epochs": 1.5, "alpha": 0.2, "warmup-epochs": 0.7},
    {
        "schedule": "cosine",
        "decay-epochs": 1.5,
        "warmup-epochs": 1.0,
        "initial-learning-rate": 1e-4,
    },
    {"schedule": "exponential"},
    {"schedule": "exponential", "decay-epochs": 0.5, "decay-rate": 0.5},
    {"schedule": "exponential", "decay-epochs": 0.5, "decay-rate": 0.5, "staircase": True},
]
RATE = 0.003


def numbers(tensor) -> list:
    """The values in a row, each as the shortest decimal that is the same float32."""
    values = keras.ops.convert_to_numpy(tensor).astype("float32")
    return [json.loads(str(value)) for value in np.ravel(values)]


def optimizer(settings: dict, **schedule) -> keras.Optimizer:
    arguments = {CLIPPING.get(key, key.replace("-", "_")): settings[key] for key in settings}
    return CLASSES[arguments.pop("optimizer")](**(arguments | schedule))


def gradients(random) -> list:
    """Of many sizes, from 1e-6 to 1."""
    return [
        random.standard_normal(shape) * 10.0 ** random.integers(-6, 1, shape)
        for shape in SHAPES.values()
    ]


def steps(settings: dict) -> dict:
    """The weights after each of some steps with given gradients."""
    random = np.random.default_rng(20)
    initial = [random.standard_normal(shape) for shape in SHAPES.values()]
    weights = [keras.Variable(value.astype("float32")) for value in initial]
    stepping = optimizer(settings)
    result = {"settings": settings, "initial": [numbers(weight) for weight in weights], "steps": []}
    for _ in range(STEPS):
        given = [gradient.astype("float32") for gradient in gradients(random)]
        stepping.apply([keras.ops.convert_to_tensor(gradient) for gradient in given], weights)
        result["steps"].append(
            {
                "gradients": [numbers(gradient) for gradient in given],
                "weights": [numbers(weight) for weight in weights],
            }
        )
    return result


def learning_rate(settings: dict):
    """Keras's schedule; a warm-up alone is a cosine decay to the same rate."""
    length = round(settings.get("decay-epochs", 1) * STEPS_PER_EPOCH)
    warmup = round(settings.get("warmup-epochs", 0) * STEPS_PER_EPOCH)
    schedules = keras.optimizers.schedules
    if settings["schedule"] == "exponential":
        return schedules.ExponentialDecay(
            RATE, length, settings.get("decay-rate", 0.96), settings.get("staircase", False)
        )
    return schedules.CosineDecay(
        settings.get("initial-learning-rate", 0.0) if warmup else RATE,
        length,
        alpha=1.0 if settings["schedule"] == "constant" else settings.get("alpha", 0.0),
        warmup_target=RATE if warmup else None,
        warmup_steps=warmup,
    )


def rates(settings: dict) -> dict:
    """The learning rate of each step of three epochs."""
    schedule = learning_rate(settings)
    values = [schedule(step) for step in range(3 * STEPS_PER_EPOCH)]
    return {"settings": settings, "rates": numbers(values)}


def smoothed(smoothing: float) -> dict:
    """Keras's loss of smoothed one-hot targets, and its gradient with respect to the logits."""
    import tensorflow as tf

    random = np.random.default_rng(7)
    logits = tf.constant(random.standard_normal([4, 5]).astype("float32") * 2)
    targets = [0, 3, 1, 3]
    loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=smoothing)
    with tf.GradientTape() as tape:
        tape.watch(logits)
        value = loss(keras.ops.one_hot(targets, 5), logits)
    return {
        "smoothing": smoothing,
        "logits": numbers(logits),
        "targets": targets,
        "loss": numbers(value)[0],
        "gradient": numbers(tape.gradient(value, logits)),
    }


class Model:
    """What ReduceLROnPlateau and EarlyStopping need of a model."""

    def __init__(self):
        self.optimizer = keras.optimizers.SGD(0.1)
        self.stop_training = False


def plateau(mode: str, values: list, patience=3, **settings) -> dict:
    """The learning rate after each epoch, and the epochs until Keras's EarlyStopping stops.

    `patience` is that of EarlyStopping; `settings` are those of ReduceLROnPlateau.
    """
    settings = {"factor": 0.5, "patience": 2} | settings
    model = Model()
    callback = keras.callbacks.ReduceLROnPlateau(
        "value", mode=mode, **{key.replace("-", "_"): settings[key] for key in settings}
    )
    stopping = keras.callbacks.EarlyStopping("value", mode=mode, patience=patience)
    rates, stopped = [], None
    for each in [callback, stopping]:
        each.set_model(model)
        each.on_train_begin()
    for epoch, value in enumerate(values):
        for each in [callback, stopping]:
            each.on_epoch_end(epoch, {"value": value})
        rates.append(numbers(model.optimizer.learning_rate)[0])
        if model.stop_training and stopped is None:
            stopped = epoch + 1
    return {
        "monitor": "val_loss" if mode == "min" else "val_accuracy",
        "values": values,
        "settings": {f"plateau-{key}": value for key, value in settings.items()},
        "rates": rates,
        "patience": patience,
        "stopped": stopped,
    }


PLATEAUS = [
    dict(mode="min", values=[3, 2, 2.5, 2.25, 2.125, 1, 1.5, 1.25, 1.75, 2]),
    dict(mode="min", values=[3, 2, 2.5, 2.25, 2.125, 1, 1.5, 1.25, 1.75, 2], patience=4),
    dict(mode="max", values=[0.5, 0.625, 0.5, 0.5625, 0.75, 0.75, 0.75, 0.75, 0.75]),
    dict(mode="min", values=[2.0] * 10, cooldown=2),
    dict(mode="min", values=[2, 1.9375, 1.875, 1.8125, 1.75, 1.5, 1.25], **{"min-delta": 0.25}),
    dict(mode="min", values=[2.0] * 9, **{"min-lr": 0.03}),
]


def main():
    goldens = {
        "keras": keras.__version__,
        "optimizers": [steps(settings) for settings in OPTIMIZERS],
        "stepsPerEpoch": STEPS_PER_EPOCH,
        "learningRate": RATE,
        "schedules": [rates(settings) for settings in SCHEDULES],
        "losses": [smoothed(smoothing) for smoothing in [0.0, 0.1, 0.5]],
    }
    (FOLDER / "model" / "optimizers.json").write_text(json.dumps(goldens) + "\n")
    plateaus = [plateau(**case) for case in PLATEAUS]
    (FOLDER / "train" / "plateau.json").write_text(json.dumps(plateaus) + "\n")


if __name__ == "__main__":
    sys.exit(main())
