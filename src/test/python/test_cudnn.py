"""The weights that nocturne hands to cuDNN, against those that Keras hands to it.

Keras calls cuDNN for one direction at a time. The op itself needs a GPU, so it is caught on its way.
"""

import importlib
import json

import numpy as np
import tensorflow as tf

# A module of the name of a function in its package.
rnn = importlib.import_module("keras.src.backend.tensorflow.rnn")

INPUTS = 5
UNITS = 3
BATCH = 2
STEPS = 4
DIRECTIONS = ["forward", "backward"]


def weights() -> dict:
    """By name, in Keras's shapes; no two numbers are equal."""
    shapes = {"kernel": (INPUTS, 3 * UNITS), "recurrent_kernel": (UNITS, 3 * UNITS)}
    shapes["bias"] = (2, 3 * UNITS)
    named, start = {}, 0
    for direction in DIRECTIONS:
        for name, shape in shapes.items():
            size = int(np.prod(shape))
            values = np.arange(start, start + size, dtype=np.float32)
            named[f"{direction}/{name}"] = values.reshape(shape)
            start += size
    return named


def keras_parameters(monkeypatch, named, direction) -> np.ndarray:
    """What Keras's GRU layer gives the op as its parameters on a machine with a GPU."""
    caught = {}

    def op(params, **others):
        caught["params"] = params
        states = tf.zeros([STEPS, BATCH, UNITS])
        return states, states[:1], tf.zeros([]), tf.zeros([]), tf.zeros([])

    monkeypatch.setattr(tf.raw_ops, "CudnnRNNV3", op)
    monkeypatch.setattr(tf.sysconfig, "get_build_info", lambda: {"is_cuda_build": True})
    rnn._cudnn_gru(
        inputs=tf.zeros([STEPS, BATCH, INPUTS]),
        initial_state=tf.zeros([BATCH, UNITS]),
        kernel=tf.constant(named[f"{direction}/kernel"]),
        recurrent_kernel=tf.constant(named[f"{direction}/recurrent_kernel"]),
        bias=tf.constant(named[f"{direction}/bias"]),
        mask=None,
        time_major=True,
        go_backwards=False,
        return_sequences=True,
    )
    return caught["params"].numpy()


def test_cudnn_gets_the_weights_that_keras_gives_it(java, monkeypatch, tmp_path):
    named = weights()
    given, packed = tmp_path / "weights.json", tmp_path / "parameters.json"
    given.write_text(json.dumps({name: value.ravel().tolist() for name, value in named.items()}))
    java("io.nocturne.interop.CudnnProbe", given, INPUTS, UNITS, packed)
    ours = np.array(json.loads(packed.read_text()), np.float32)
    # cuDNN has the matrices of all directions before all biases.
    matrices = 3 * UNITS * (INPUTS + UNITS)
    theirs = [keras_parameters(monkeypatch, named, direction) for direction in DIRECTIONS]
    expected = [one[:matrices] for one in theirs] + [one[matrices:] for one in theirs]
    np.testing.assert_array_equal(ours, np.concatenate(expected))
