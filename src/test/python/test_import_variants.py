"""Models that say the same in other words, or have layers that differ, taken as runs: the same predictions."""

import json

import keras
import numpy as np
import pytest
import tensorflow as tf
from conftest import ServedNocturne
from keras import layers as L
from keras_twin import Sizes
from tolerance import assert_close

KEYS, EMBEDDING, WINDOW = 88, 7, 9
PADDED = KEYS + 1  # With padding first, as mask_zero has it.
SIZES = Sizes(EMBEDDING, units=6, layers=2, window=WINDOW, vocabulary=PADDED, targets="last")


@pytest.fixture(scope="module")
def nocturne(tmp_path_factory):
    """The program in a folder that the tests of this file share; each makes a run of its own name."""
    with ServedNocturne(tmp_path_factory.mktemp("variants")) as nocturne:
        yield nocturne


def ids():
    return keras.Input([WINDOW], dtype="int32")


def both(units, sequences=False, **options):
    return L.Bidirectional(L.GRU(units, return_sequences=sequences, **options))


def chain(*layers):
    return keras.Sequential([ids(), L.Embedding(KEYS, EMBEDDING), *layers])


def core():
    return chain(both(4), L.Dense(KEYS))


def nested_functional():
    embed = keras.Sequential([ids(), L.Embedding(PADDED, EMBEDDING, mask_zero=True), L.Dropout(0.1)])
    inputs = keras.Input([WINDOW, EMBEDDING])
    read = keras.Model(inputs, both(3)(both(4, sequences=True)(inputs)))
    notes = ids()
    return keras.Model(notes, L.Dense(PADDED, activation="softmax")(read(embed(notes))))


def masked(*layers):
    return keras.Sequential([ids(), L.Embedding(PADDED, EMBEDDING, mask_zero=True), *layers])


def softmax(tokens):
    return L.Dense(tokens, activation="softmax")


MODELS = {
    "softmax_activation": lambda: chain(both(4), L.Dense(KEYS), L.Activation("softmax")),
    "probabilities_of_logits": lambda: keras.Sequential([core(), L.Softmax()]),
    "nested_functional": nested_functional,
    "one_hot": lambda: keras.Sequential(
        [keras.Input([WINDOW, KEYS]), L.Dropout(0.1), both(4), softmax(KEYS)]
    ),
    "layers_that_differ": lambda: chain(
        L.SpatialDropout1D(0.1), both(4, True), L.Dropout(0.2), both(6, True), both(3), softmax(KEYS)
    ),
    "dropout_of_grus": lambda: chain(
        L.GRU(4, return_sequences=True, dropout=0.3), L.GRU(5, recurrent_dropout=0.2), softmax(KEYS)
    ),
    "masked_both": lambda: masked(both(4, True), both(3), softmax(PADDED)),
    "masked_both_every": lambda: masked(both(4, True), both(3, True), softmax(PADDED)),
    "masked_forward_every": lambda: masked(
        L.GRU(4, return_sequences=True), L.GRU(3, return_sequences=True), softmax(PADDED)
    ),
}


def windows(padded: bool) -> np.ndarray:
    """Some windows; of a vocabulary with padding, half of them begin with it."""
    notes = np.random.default_rng(4).integers(padded, KEYS, [8, WINDOW]).astype("int32")
    for row in range(0, 8 if padded else 0, 2):
        notes[row, : row + 1] = 0
    return notes


def randomized(model: keras.Model) -> keras.Model:
    """The model with weights at which its gates leave their linear range."""
    random = np.random.default_rng(5)
    model.set_weights([random.uniform(-0.8, 0.8, w.shape) for w in model.get_weights()])
    return model


@pytest.mark.parametrize("name", MODELS)
def test_a_model_predicts_the_same_as_a_run(name, nocturne, tmp_path):
    model = randomized(MODELS[name]())
    model.save(tmp_path / "model.keras")
    nocturne("import", tmp_path / "model.keras", "--out", name)
    nocturne("export", "--run", name, "--out", f"{name}-exported")
    served = tf.saved_model.load(str(nocturne.folder / f"{name}-exported"))
    tokens = model.output_shape[-1]
    notes = windows(tokens == PADDED)
    expected = model(np.eye(KEYS)[notes] if name == "one_hot" else notes).numpy()
    signature = "every_step" if expected.ndim == 3 else "serving_default"
    actual = served.signatures[signature](notes=tf.constant(notes))["probabilities"].numpy()
    assert_close(actual[..., :tokens], expected, SIZES)


def test_masked_padding_is_the_first_token_and_generates(nocturne, tmp_path):
    masked(L.GRU(4, return_sequences=True), softmax(PADDED)).save(tmp_path / "model.keras")
    printed = nocturne("import", tmp_path / "model.keras", "--out", "first").stdout
    assert "89 tokens from <pad> to C8" in printed
    nocturne("generate", "--run", "first", "--out", "melody.mid", "--seed", "1")
    nocturne("prepare", "embedded", "--out", "corpus", "--vocabulary", "checkpoints/first/vocabulary.json")
    trained = ["--resume", "--run", "first", "--epochs", "1", "--stride", "40", "--openings", "pad"]
    nocturne("train", "corpus", *trained)


def test_masked_padding_is_exported_to_keras_as_it_came(nocturne, tmp_path):
    model = randomized(masked(both(4, True), both(3), softmax(PADDED)))
    model.save(tmp_path / "model.keras")
    nocturne("import", tmp_path / "model.keras", "--out", "again")
    nocturne("export", "--run", "again", "--format", "keras", "--out", "again.keras")
    again = keras.models.load_model(nocturne.folder / "again.keras")
    notes = windows(padded=True)
    assert_close(again(notes), model(notes), SIZES)


def test_a_masked_vocabulary_that_the_size_does_not_imply_must_be_named(nocturne, tmp_path):
    layers = [ids(), L.Embedding(50, EMBEDDING, mask_zero=True), both(4), softmax(50)]
    keras.Sequential(layers).save(tmp_path / "model.keras")
    error = nocturne.fails("import", tmp_path / "model.keras", "--out", "unnamed").stderr
    assert "masks token 0; give a vocabulary file of as many, <pad> first" in error


def test_a_run_trained_with_dropout_everywhere_is_that_model_in_keras(nocturne):
    places = ["--units", "4,3", "--dropout", "0.2,0.3", "--embedding-dropout", "0.1"]
    places += ["--spatial-dropout", "0.25,0"]
    small = ["--embedding", "5", "--window", "9", "--stride", "40", "--epochs", "1"]
    nocturne("train", "embedded", "--run", "everywhere", *small, *places)
    nocturne("export", "--run", "everywhere", "--format", "keras", "--out", "everywhere.keras")
    model = keras.models.load_model(nocturne.folder / "everywhere.keras")
    rates = [(type(layer).__name__, layer.rate) for layer in model.layers if hasattr(layer, "rate")]
    assert rates == [("Dropout", 0.1), ("SpatialDropout1D", 0.25), ("Dropout", 0.2), ("Dropout", 0.3)]
    nocturne("import", "everywhere.keras", "--out", "everywhere-again")
    runs = nocturne.folder / "checkpoints"
    settings = [json.loads((runs / run / "run.json").read_text()) for run in ("everywhere", "everywhere-again")]
    assert settings[0]["config"]["model"] == settings[1]["config"]["model"]
    error = nocturne.fails("train", "embedded", "--run", "x", "--units", "4,3,2").stderr
    assert "units must be one number, or one for each of 2 layers, were 3" in error
