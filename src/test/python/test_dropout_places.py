"""Dropout at each place, in nocturne and in Keras: other random numbers, the same losses on average."""

import json

import keras
import keras_twin
import numpy as np
import pytest
from keras import layers as L
from keras_twin import Sizes
from twin_training import ADAM, NO_DROPOUT

STEPS, ROWS, COPIES = 16, 4, 96
BOTH = Sizes(embedding=7, units=5, layers=2, window=9, vocabulary=12, targets="last")
FORWARD = Sizes(7, 5, 2, 9, 12, "last", "forward")

# What nocturne is told, and the layers before and after each GRU, and its arguments, in Keras.
PLACES = {
    "nowhere": (BOTH, {}, {}),
    "outputs": (BOTH, {"dropout": [0.5, 0.25]}, {"after": [L.Dropout(0.5), L.Dropout(0.25)]}),
    "embedding": (BOTH, {"embedding-dropout": 0.6}, {"before": [L.Dropout(0.6)]}),
    "inputs": (
        BOTH,
        {"spatial-dropout": [0.6, 0.3]},
        {"before": [L.SpatialDropout1D(0.6), L.SpatialDropout1D(0.3)]},
    ),
    "inputs_of_forward_grus": (FORWARD, {"spatial-dropout": 0.5}, {"gru": {"dropout": 0.5}}),
}


def rows() -> np.ndarray:
    """A few rows, each many times, so that a batch shows many masks."""
    few = np.random.default_rng(3).integers(0, BOTH.pad, [ROWS, BOTH.window + 1])
    return np.repeat(few, COPIES, axis=0).astype("int32")


def weights(sizes: Sizes) -> dict:
    """Weights so large that dropout matters."""
    random = np.random.default_rng(11)
    shapes = keras_twin.weight_shapes(sizes)
    return {name: random.uniform(-1.5, 1.5, shape).astype("float32") for name, shape in shapes.items()}


def request(name: str) -> dict:
    sizes, rates, _ = PLACES[name]
    model = {key: getattr(sizes, key) for key in ["embedding", "units", "layers", "window"]}
    model |= {"targets": sizes.targets, "directions": sizes.directions}
    model |= {"mask-padding": False, "stateful": False} | NO_DROPOUT | rates
    limits = {"clip-norm": 0, "clip-norm-each": 0, "clip-value": 0}
    return {
        "name": name,
        "model": model,
        "ids": {"count": sizes.vocabulary, "pad": sizes.pad},
        "optimizer": ADAM | limits | {"learning-rate": 1e-30},
        "labelSmoothing": 0.0,
        "stepsPerEpoch": 1,
        "seed": 7,
        "rows": ROWS * COPIES,
        "weights": {key: values.ravel().tolist() for key, values in weights(sizes).items()},
        "batches": [rows().ravel().tolist()] * STEPS,
        "saveAfter": [],
    }


@pytest.fixture(scope="module")
def ours(java, tmp_path_factory) -> dict:
    """nocturne's losses of the same batch in each step, by place, with weights that stay."""
    folder = tmp_path_factory.mktemp("dropout")
    (folder / "requests.json").write_text(json.dumps([request(name) for name in PLACES]))
    java("io.nocturne.interop.TrainingProbe", folder / "requests.json", folder)
    return {name: losses_of(json.loads((folder / name / "results.json").read_text())) for name in PLACES}


def losses_of(results: dict) -> np.ndarray:
    return np.array([step["lossSum"] / step["targets"] for step in results["steps"]])


def theirs(name: str) -> np.ndarray:
    """Keras's losses of the same batch with dropout."""
    keras.utils.set_random_seed(1)
    sizes, _, places = PLACES[name]
    model = keras.Sequential([keras.Input([sizes.window], dtype="int32")])
    model.add(L.Embedding(sizes.vocabulary, sizes.embedding))
    for layer in range(sizes.layers):
        for dropout in places.get("before", [])[layer : layer + 1]:
            model.add(dropout)
        gru = L.GRU(sizes.units, return_sequences=layer == 0, **places.get("gru", {}))
        model.add(L.Bidirectional(gru) if sizes.directions == "both" else gru)
        for dropout in places.get("after", [])[layer : layer + 1]:
            model.add(dropout)
    model.add(L.Dense(sizes.vocabulary))
    model.set_weights(list(weights(sizes).values()))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    windows, targets = rows()[:, :-1], rows()[:, -1]
    return np.array([float(loss(targets, model(windows, training=True))) for _ in range(STEPS)])


def errors(one: np.ndarray, other: np.ndarray) -> float:
    """By how many standard errors two means differ."""
    spread = np.sqrt(one.var() / len(one) + other.var() / len(other))
    return abs(one.mean() - other.mean()) / (spread + 1e-6)


@pytest.mark.parametrize("place", PLACES)
def test_losses_have_the_mean_and_spread_of_keras(place, ours):
    expected = theirs(place)
    assert errors(ours[place], expected) < 5
    if place != "nowhere":
        assert 0.4 < ours[place].std() / expected.std() < 2.5


@pytest.mark.parametrize("place", ["outputs", "embedding", "inputs"])
def test_dropout_raises_the_mean_loss(place, ours):
    assert ours[place].mean() > ours["nowhere"].mean()
    assert errors(ours[place], ours["nowhere"]) > 4
