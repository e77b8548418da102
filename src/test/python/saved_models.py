"""What several tests of exported models share."""

import functools

import numpy as np
import tensorflow as tf

WINDOW = 9
PAD = 88
TOKENS = 89


def windows(count, seed=5):
    """Windows of random notes."""
    return np.random.default_rng(seed).integers(0, PAD, (count, WINDOW), dtype=np.int32)


@functools.lru_cache
def loaded(folder):
    """The SavedModel, loaded once; do not change its variables."""
    return tf.saved_model.load(folder)


def predict(folder, notes, signature="serving_default"):
    """What a signature gives, by the name of the output, as arrays."""
    outputs = loaded(folder).signatures[signature](notes=tf.constant(notes))
    return {name: value.numpy() for name, value in outputs.items()}
