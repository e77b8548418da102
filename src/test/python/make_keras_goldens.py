"""Makes the archives that the Java tests read, in src/test/resources/io/nocturne/export/keras.

    target/python/bin/python src/test/python/make_keras_goldens.py

Keras writes them; here they are only compressed, because HDF5 takes much room for little. Beside
each is what Keras says of it: weights, optimizer variables, a window and the model's answer to it.
"""

import json
import os
import sys
import zipfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
from keras import layers

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "io" / "nocturne" / "keras"
VOCABULARY, WINDOW = 6, 5


def sequential() -> keras.Model:
    """As a user builds it and trains it, with names of Keras's making; no two sizes are equal."""
    model = keras.Sequential([keras.Input([WINDOW], dtype="int32")])
    model.add(layers.Embedding(VOCABULARY, 4))
    model.add(layers.Bidirectional(layers.GRU(3, return_sequences=True)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Bidirectional(layers.GRU(3)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Dense(VOCABULARY, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(0.003, beta_1=0.8, global_clipnorm=1.5),
        loss=keras.losses.SparseCategoricalCrossentropy(ignore_class=VOCABULARY - 1),
        metrics=["accuracy"],
    )
    random = np.random.default_rng(2)
    model.fit(
        random.integers(0, VOCABULARY, [12, WINDOW]),
        random.integers(0, VOCABULARY - 1, [12]),
        batch_size=4,
        verbose=0,
    )
    return model


def functional() -> keras.Model:
    """Every step predicted, of windows of any length; never compiled."""
    notes = keras.Input([None], dtype="int64", name="notes")
    features = layers.Embedding(VOCABULARY, 4, name="look_up")(notes)
    features = layers.Bidirectional(layers.GRU(3, return_sequences=True), name="both")(features)
    every = layers.TimeDistributed(layers.Dense(VOCABULARY, activation="softmax"), name="each")
    return keras.Model(notes, every(features))


def numbers(tensor) -> list:
    """The values in a row, each as the shortest decimal that is the same float32."""
    return [json.loads(str(value)) for value in np.ravel(keras.ops.convert_to_numpy(tensor))]


def save(model: keras.Model, name: str):
    written = FOLDER / f"{name}.tmp.keras"
    model.save(written)
    with zipfile.ZipFile(written) as stored:
        compressed = zipfile.ZipFile(FOLDER / f"{name}.keras", "w", zipfile.ZIP_DEFLATED)
        with compressed:
            for entry in stored.namelist():
                # Dated 1980, whenever it is made.
                info = zipfile.ZipInfo(entry)
                compressed.writestr(info, stored.read(entry), zipfile.ZIP_DEFLATED)
    written.unlink()
    window = np.random.default_rng(4).integers(0, VOCABULARY, [1, WINDOW])
    optimizer = getattr(model, "optimizer", None)
    said = {
        "weights": [numbers(weight) for weight in model.get_weights()],
        "optimizer": [numbers(variable) for variable in (optimizer.variables if optimizer else [])],
        "window": window[0].tolist(),
        "probabilities": numbers(model(window))[-VOCABULARY:],
    }
    (FOLDER / f"{name}.json").write_text(json.dumps(said) + "\n")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in [sequential, functional]:
        keras.backend.clear_session()
        keras.utils.set_random_seed(1)
        save(make(), make.__name__)


if __name__ == "__main__":
    sys.exit(main())
