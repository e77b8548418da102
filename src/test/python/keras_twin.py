"""The Keras model that a nocturne network is meant to equal, and how their weights correspond."""

import json
from dataclasses import dataclass
from pathlib import Path

import keras
import tensorflow as tf


@dataclass(frozen=True)
class Sizes:
    """What determines a network's variables.

    `targets` is "last" or "every", `directions` is "both" or "forward".
    """

    embedding: int
    units: int
    layers: int
    window: int
    vocabulary: int
    targets: str
    directions: str = "both"

    @property
    def pad(self) -> int:
        """The id of the padding: the last one."""
        return self.vocabulary - 1

    @staticmethod
    def of_run(run: Path) -> "Sizes":
        """The sizes of a trained run."""
        model = json.loads((run / "run.json").read_text())["config"]["model"]
        tokens = json.loads((run / "vocabulary.json").read_text())["tokens"]
        return Sizes(
            embedding=model["embedding"],
            units=model["units"],
            layers=model["layers"],
            window=model["window"],
            vocabulary=len(tokens),
            targets=model["targets"].lower(),
            directions=model["directions"].lower(),
        )


def weight_shapes(sizes: Sizes) -> dict:
    """The documented names and shapes, in the order of a Keras model's weights."""
    shapes = {"embedding/embeddings": (sizes.vocabulary, sizes.embedding)}
    width, gates = sizes.embedding, 3 * sizes.units
    for layer in range(sizes.layers):
        both = [f"bidirectional_{layer}/{way}" for way in ["forward", "backward"]]
        names = both if sizes.directions == "both" else [f"gru_{layer}"]
        for name in names:
            shapes[f"{name}/kernel"] = (width, gates)
            shapes[f"{name}/recurrent_kernel"] = (sizes.units, gates)
            shapes[f"{name}/bias"] = (2, gates)
        width = len(names) * sizes.units
    shapes["dense/kernel"] = (width, sizes.vocabulary)
    shapes["dense/bias"] = (sizes.vocabulary,)
    return shapes


def build(sizes: Sizes) -> keras.Model:
    """The model with Keras's own initial weights, without dropout."""
    model = keras.Sequential([keras.Input([sizes.window], dtype="int32")])
    model.add(keras.layers.Embedding(sizes.vocabulary, sizes.embedding))
    for layer in range(sizes.layers):
        sequences = sizes.targets == "every" or layer < sizes.layers - 1
        gru = keras.layers.GRU(sizes.units, return_sequences=sequences)
        model.add(keras.layers.Bidirectional(gru) if sizes.directions == "both" else gru)
    model.add(keras.layers.Dense(sizes.vocabulary, activation="softmax"))
    return model


def set_weights(model: keras.Model, sizes: Sizes, checkpoint: Path):
    """Gives the model the weights of a checkpoint of nocturne's."""
    reader = tf.train.load_checkpoint(str(checkpoint))
    model.set_weights([reader.get_tensor(name) for name in weight_shapes(sizes)])


def restore(sizes: Sizes, checkpoint: Path) -> keras.Model:
    """The model with the weights of a checkpoint of nocturne's."""
    model = build(sizes)
    set_weights(model, sizes, checkpoint)
    return model
