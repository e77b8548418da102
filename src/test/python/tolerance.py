"""How far apart two float32 results of the same formula may be.

Where one binary repeats one graph on one machine with the same threads, results are equal bit for
bit, and tests compare them so. Another graph (frozen, converted, a signature of its own), another
binary (TensorFlow in Java and in Python, Keras, TFLite, OpenVINO) or another instruction set adds
up in another order, and rounds otherwise.

The error of a value that comes out of n float32 operations is at most CONFIDENCE * sqrt(n) *
EPSILON / 2 times the size of what is added up. Where roundings are independent, the probability that
it is larger is at most 2 * exp(-CONFIDENCE ** 2 / 2), which is 3e-14 (Higham and Mary, A new approach
to probabilistic rounding error analysis, 2019). Two such values may differ by twice that. The size is
that of the largest value, since a sum near zero has the error of its terms; so the tolerance is
absolute. A CONFIDENCE this high leaves room for terms that are larger than what they add up to.

io.nocturne.model.Float32Tolerance says the same to the Java tests.
"""

import numpy as np
from keras_twin import Sizes

EPSILON = 2.0**-23
CONFIDENCE = 8

# The networks of the suite's small runs: conftest.TINY.
TINY = Sizes(embedding=7, units=5, layers=2, window=9, vocabulary=89, targets="every")


def bound(operations: int, size: float) -> float:
    """The largest difference of two float32 results of so many operations on values of a size."""
    return CONFIDENCE * np.sqrt(operations) * EPSILON * size


def operations(network: Sizes) -> int:
    """How many additions a logit depends on: at each step of each layer a product's terms."""
    width = max(network.embedding, 2 * network.units)
    return network.layers * network.window * (width + network.units)


def assert_close(actual, expected, network: Sizes = TINY, err_msg=""):
    """Outputs of a network, computed twice, are equal but for rounding."""
    size = float(np.max(np.abs(expected)))
    atol = bound(operations(network), size)
    np.testing.assert_allclose(actual, expected, rtol=0, atol=atol, err_msg=err_msg)
