"""Keras 3 on TensorFlow, as its users write it."""

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

import melody_file

VERSIONS = {"tensorflow": tf.__version__, "keras": keras.__version__}


def build(settings, unroll=False):
    """The reference network: logits of the note after a window."""
    layers = [
        keras.Input((settings["window"],), dtype="int32"),
        keras.layers.Embedding(settings["vocabulary"], settings["embedding"]),
    ]
    for k in range(settings["layers"]):
        last = k == settings["layers"] - 1
        gru = keras.layers.GRU(settings["units"], return_sequences=not last, unroll=unroll)
        layers += [keras.layers.Bidirectional(gru), keras.layers.Dropout(settings["dropout"])]
    layers.append(keras.layers.Dense(settings["vocabulary"]))
    return keras.Sequential(layers)


def batches(settings):
    """Shuffled windows with the notes after them, cut while they are needed, without end."""
    tokens = np.fromfile(settings["tokens"], dtype=np.uint8)
    window, size = settings["window"], settings["batch"]
    offsets = tf.range(window + 1, dtype=tf.int64)
    notes = tf.constant(tokens)

    def cut(starts):
        rows = tf.cast(tf.gather(notes, starts[:, None] + offsets), tf.int32)
        return rows[:, :-1], rows[:, -1]

    count = len(tokens) - window
    starts = tf.data.Dataset.range(count).shuffle(min(count, 100_000), seed=1).repeat()
    return starts.batch(size, drop_remainder=True).map(cut).prefetch(tf.data.AUTOTUNE)


class Steps:
    """Steps of `fit` or `evaluate`: what they call for each batch, on an iterator that lasts."""

    def __init__(self, settings, training):
        self.versions = VERSIONS
        variant = settings.get("variant", "")
        self.model = build(settings, unroll=variant == "unroll")
        self.weights = self.model.count_params()
        self.model.compile(
            keras.optimizers.Adam(1e-3),
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            metrics=["accuracy"],
            jit_compile=variant == "jit",
        )
        self.batches = iter(batches(settings))
        if training:
            self.model.make_train_function()
            self.step = self.model.train_function
        else:
            self.model.make_test_function()
            self.step = self.model.test_function

    def run(self, repetitions):
        for _ in range(repetitions):
            logs = self.step(self.batches)
        float(logs["loss"])
        return repetitions


class Deal:
    """Batches alone."""

    versions = VERSIONS

    def __init__(self, settings):
        self.batches = iter(batches(settings))

    def run(self, repetitions):
        for _ in range(repetitions):
            next(self.batches)
        return repetitions


class Melodies:
    """Notes sampled one after another, many melodies side by side."""

    versions = VERSIONS

    def __init__(self, settings, model=None):
        self.model = model or build(settings, unroll=settings.get("variant") == "unroll")
        self.weights = self.model.count_params()
        self.vocabulary = settings["vocabulary"]
        shape = settings["batch"], settings["window"]
        self.window = np.full(shape, self.vocabulary - 1, dtype=np.int32)
        if settings.get("variant") == "predict":
            self.logits = lambda window: self.model.predict(window, verbose=0)
        else:
            jit = settings.get("variant") == "jit"
            signature = [tf.TensorSpec(shape, tf.int32)]
            step = tf.function(lambda window: self.model(window), signature, jit_compile=jit)
            self.logits = lambda window: step(window).numpy()
        self.random = np.random.default_rng(1)

    def run(self, repetitions):
        window = self.window.copy()
        notes = []
        for _ in range(repetitions):
            # The largest logit plus Gumbel noise is a sample of the softmax; the padding is none.
            logits = self.logits(window)[:, :-1]
            note = np.argmax(logits + self.random.gumbel(size=logits.shape), axis=1)
            window = np.concatenate([window[:, 1:], note[:, None].astype(np.int32)], axis=1)
            notes.append(note[0])
        self.notes = notes
        return repetitions


class SavedMelody:
    """A model loaded from its file, and a melody written to another."""

    versions = VERSIONS

    def __init__(self, settings):
        self.settings = settings
        self.file = Path(settings["folder"], "keras.keras")
        if not self.file.exists():
            build(settings).save(self.file)

    def run(self, repetitions):
        model = keras.models.load_model(self.file, compile=False)
        melodies = Melodies({**self.settings, "batch": 1}, model)
        melodies.run(self.settings["notes"])
        melody_file.write(melodies.notes, self.file.with_suffix(".mid"))
        return repetitions


def task(name, settings):
    if name == "step":
        return Steps(settings, training=True)
    if name == "evaluate":
        return Steps(settings, training=False)
    return {"deal": Deal, "melody": Melodies, "saved-melody": SavedMelody}[name](settings)
