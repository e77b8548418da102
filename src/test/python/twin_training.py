"""One training twice: by nocturne (TrainingProbe) and by Keras, from the same weights on the same
batches."""

import functools
import json
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import keras
import keras_twin
import numpy as np
import tensorflow as tf
from keras_twin import Sizes

STEPS = 100
CHECKPOINTS_AFTER = [1, 20]
CONSTANT = {"warmup-epochs": 0, "initial-learning-rate": 0}
NO_DROPOUT = {"dropout": 0.0, "embedding-dropout": 0.0, "spatial-dropout": 0.0}
ADAM = {
    "optimizer": "adam",
    "schedule": "constant",
    "learning-rate": 1e-3,
    "weight-decay": 0,
    "beta-1": 0.9,
    "beta-2": 0.999,
    "epsilon": 1e-7,
} | CONSTANT


@dataclass(frozen=True)
class Training:
    """An optimizer and a loss: as in a run.json, and Keras's."""

    name: str
    settings: dict
    keras: Callable[[], keras.Optimizer]
    slots: list
    smoothing: float = 0.0
    steps_per_epoch: int = 1

    def state_names(self, weights) -> list:
        """nocturne's names of what Keras's optimizer has after its steps and its learning rate."""
        prefix = self.settings["optimizer"]
        if prefix in ["adam", "adamw"]:
            return [f"{prefix}/{slot}/{weight}" for weight in weights for slot in self.slots]
        return [f"{prefix}/{slot}/{weight}" for slot in self.slots for weight in weights]


PLAIN_ADAM = Training("adam", ADAM, keras.optimizers.Adam, ["m", "v"])


@dataclass(frozen=True)
class Case:
    """A network and how it is trained.

    `clip_norm`, of Adam alone, 0 leaves the gradients as they are. With `wide`, all weights, biases too, are drawn
    from a range in which the gates leave their linear part; else they are nocturne's initial ones.
    """

    sizes: Sizes
    rows: int
    steps: int = STEPS
    clip_norm: float = 0.0
    wide: bool = True
    padded: bool = False
    training: Training = PLAIN_ADAM

    @property
    def name(self) -> str:
        words = [self.sizes.targets, f"{self.sizes.layers}x{self.sizes.units}"]
        words += [] if self.sizes.directions == "both" else [self.sizes.directions]
        words += ["clipped"] if self.clip_norm else []
        words += [] if self.training is PLAIN_ADAM else [self.training.name]
        return "-".join(words + (["padded"] if self.padded else []))

    @cached_property
    def batches(self) -> np.ndarray:
        """Rows that can be learnt: steps of one size from a random note, one note in ten wrong.

        int32, [steps, rows, window + 1].
        """
        random = np.random.default_rng(5)
        shape = (self.steps, self.rows, self.sizes.window + 1)
        start = random.integers(0, self.sizes.pad, (*shape[:2], 1))
        size = random.integers(1, 4, (*shape[:2], 1))
        notes = (start + size * np.arange(shape[2])) % self.sizes.pad
        wrong = random.random(shape) < 0.1
        notes[wrong] = random.integers(0, self.sizes.pad, int(wrong.sum()))
        if self.padded:
            before = random.integers(0, self.sizes.window, (*shape[:2], 1))
            notes[np.arange(shape[2]) < before] = self.sizes.pad
        return notes.astype("int32")

    def targets_of(self, batch):
        """What is to be predicted from the rows of a batch."""
        return batch[:, 1:] if self.sizes.targets == "every" else batch[:, -1]

    def optimizer(self) -> keras.Optimizer:
        if self.training is PLAIN_ADAM:
            return keras.optimizers.Adam(global_clipnorm=self.clip_norm or None)
        return self.training.keras()

    def request(self) -> dict:
        """The case as TrainingProbe reads it."""
        sizes = asdict(self.sizes)
        vocabulary = sizes.pop("vocabulary")
        sizes["targets"] = sizes["targets"].upper()
        sizes["directions"] = sizes["directions"].upper()
        random = np.random.default_rng(11)
        shapes = keras_twin.weight_shapes(self.sizes) if self.wide else {}
        return {
            "name": self.name,
            "model": sizes | NO_DROPOUT | {"mask-padding": False, "stateful": False},
            "ids": {"count": vocabulary, "pad": self.sizes.pad},
            "optimizer": {"clip-norm": self.clip_norm, "clip-norm-each": 0, "clip-value": 0}
            | self.training.settings,
            "labelSmoothing": self.training.smoothing,
            "stepsPerEpoch": self.training.steps_per_epoch,
            "seed": 7,
            "rows": self.rows,
            "weights": {
                name: random.uniform(-0.8, 0.8, shape).astype("float32").ravel().tolist()
                for name, shape in shapes.items()
            },
            "batches": self.batches.reshape(self.steps, -1).tolist(),
            "saveAfter": CHECKPOINTS_AFTER,
        }


class Ours:
    """What nocturne made of a case."""

    def __init__(self, case: Case, folder: Path):
        results = json.loads((folder / "results.json").read_text())
        shapes = keras_twin.weight_shapes(case.sizes)
        self.case = case
        self.folder = folder
        self.losses = np.array([step["lossSum"] / step["targets"] for step in results["steps"]])
        self.correct = results["steps"][0]["correct"]
        self.targets = results["steps"][0]["targets"]
        self.gradients = {
            name: np.array(results["gradients"][name], "float32").reshape(shape)
            for name, shape in shapes.items()
        }
        outputs = results["outputs"]
        self.probabilities = np.array(outputs["probabilities"]).reshape(case.rows, -1)
        self.every_step = np.array(outputs.get("every_step", []))

    @property
    def initial(self) -> Path:
        """The checkpoint before the first step."""
        return self.folder / "initial"

    def after(self, steps: int):
        """Reads the checkpoint after so many steps."""
        return tf.train.load_checkpoint(str(self.folder / f"step-{steps}"))


class OursInTurn:
    """nocturne's trainings of several cases, by one process beside the tests."""

    def __init__(self, command, folder: Path, cases):
        self.cases = {case.name: case for case in cases}
        self.folder = folder
        self.done = set()
        requests = folder / "requests.json"
        requests.write_text(json.dumps([case.request() for case in cases]))
        with open(folder / "errors.txt", "w") as errors:
            self.process = subprocess.Popen(
                command("io.nocturne.interop.TrainingProbe", requests, folder),
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.process.kill()
        self.process.communicate()

    def result(self, name: str) -> Ours:
        """The results of a case, once they are there."""
        while name not in self.done:
            line = self.process.stdout.readline()
            assert line, (self.folder / "errors.txt").read_text()
            self.done.add(line.strip())
        return Ours(self.cases[name], self.folder / name)


class Twin:
    """A Keras model with its loss, whose gradients come dense."""

    def __init__(self, sizes: Sizes, padded: bool, smoothing: float):
        self.sizes = sizes
        self.model = keras_twin.build(sizes)
        self.loss = keras.losses.SparseCategoricalCrossentropy(
            ignore_class=sizes.pad if padded else None
        )
        if smoothing:
            smooth = keras.losses.CategoricalCrossentropy(label_smoothing=smoothing)
            self.loss = lambda targets, probabilities: smooth(
                keras.ops.one_hot(targets, sizes.vocabulary), probabilities
            )
        self.gradients = tf.function(self._gradients)

    def _gradients(self, windows, targets):
        with tf.GradientTape() as tape:
            probabilities = self.model(windows, training=True)
            loss = self.loss(targets, probabilities)
        variables = [variable.value for variable in self.model.trainable_variables]
        gradients = tape.gradient(loss, variables)
        return loss, probabilities, [tf.convert_to_tensor(gradient) for gradient in gradients]


@functools.lru_cache(maxsize=1)
def twin(sizes: Sizes, padded: bool, smoothing: float) -> Twin:
    """The last one again, if it is of these sizes: most of the time goes into its graph."""
    return Twin(sizes, padded, smoothing)


class Theirs:
    """What Keras made of a case: its model, its loss, its optimiser."""

    def __init__(self, case: Case, initial: Path):
        keras_side = twin(case.sizes, case.padded, case.training.smoothing)
        model = keras_side.model
        keras_twin.set_weights(model, case.sizes, initial)
        optimizer = case.optimizer()
        optimizer.build(model.trainable_variables)
        update = tf.function(lambda gradients: optimizer.apply(gradients))
        self.losses = np.zeros(case.steps)
        self.variables_after = {}
        for step, batch in enumerate(case.batches):
            results = keras_side.gradients(batch[:, :-1], case.targets_of(batch))
            loss, probabilities, gradients = results
            if step == 0:
                self.probabilities = probabilities.numpy()
                self.gradients = _named(case, gradients)
            self.losses[step] = loss
            update(gradients)
            if step + 1 in CHECKPOINTS_AFTER:
                self.variables_after[step + 1] = variables(case, model, optimizer)


def variables(case: Case, model: keras.Model, optimizer: keras.Optimizer) -> dict:
    """Weights and state of a Keras model by the names that nocturne has for them."""
    weights = list(keras_twin.weight_shapes(case.sizes))
    iterations = f"{case.training.settings['optimizer']}/iterations"
    named = _named(case, model.get_weights()) | {iterations: optimizer.iterations.numpy()}
    # Keras's order: iterations, the learning rate unless it has a schedule, what it keeps.
    kept = case.training.state_names(weights)
    values = [variable.numpy() for variable in optimizer.variables][-len(kept) or None :]
    return named | dict(zip(kept, values if kept else [], strict=True))


def _named(case: Case, values) -> dict:
    names = keras_twin.weight_shapes(case.sizes)
    return {name: np.asarray(value) for name, value in zip(names, values, strict=True)}


def difference(ours, theirs) -> float:
    """The largest difference of two values at the same place."""
    return float(np.max(np.abs(ours - theirs)))


def relative(ours, theirs) -> float:
    """The largest difference, as a share of the largest value."""
    return difference(ours, theirs) / float(np.max(np.abs(theirs)))
