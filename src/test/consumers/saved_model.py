"""The SavedModel in TensorFlow for Python."""

import sys
from pathlib import Path

import cases
import tensorflow as tf

GENERATE = ("generate", "generate_from_uniforms")


def notes(signature):
    """A generator of cases.report that calls a signature."""

    def generate(inputs):
        return signature(**{name: tf.constant(value) for name, value in inputs.items()})["notes"].numpy()

    return generate


def report(folder, path):
    signatures = tf.saved_model.load(str(path)).signatures
    predict = signatures["serving_default"]
    cases.report(
        folder,
        lambda windows: predict(notes=tf.constant(windows))["probabilities"].numpy(),
        {name: notes(signatures[name]) for name in GENERATE},
        [path],
    )


if __name__ == "__main__":
    report(Path(sys.argv[1]), Path(sys.argv[1], "saved_model"))
