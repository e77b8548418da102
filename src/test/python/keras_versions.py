"""How far the Keras that is installed is from a run's SavedModel, with the archive of that run.

    python -m pip install --no-deps --target OTHER keras==3.5.0
    PYTHONPATH=OTHER python src/test/python/keras_versions.py small.keras graphs/small

Prints the version, the largest difference of a probability and the steps of the optimizer, then
trains for an epoch. docs/keras-files.md has the results. Keras 3.0.5 needs dm-tree as well.
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
import tensorflow as tf


def main(archive: str, saved_model: str):
    signatures = tf.saved_model.load(saved_model).signatures
    model = keras.models.load_model(archive)
    _, window = model.input_shape
    *_, tokens = model.output_shape
    # Without padding, whose id is the last.
    windows = np.random.default_rng(1).integers(0, tokens - 1, [32, window]).astype("int32")
    every = len(model.output_shape) == 3
    signature = signatures["every_step" if every else "serving_default"]
    expected = signature(notes=tf.constant(windows))["probabilities"].numpy()
    difference = np.abs(model.predict(windows, verbose=0) - expected).max()
    steps = int(keras.ops.convert_to_numpy(model.optimizer.iterations))
    print(f"Keras {keras.__version__}: {difference:.1e} after {steps} steps")
    model.fit(windows, windows if every else windows[:, 0], verbose=0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
