#!/usr/bin/env bash
# On TensorFlow, Keras's RMSprop(centered=True) fails to train an embedding whose tokens repeat in a batch.
#
# Versions: keras 3.15.1, tensorflow-cpu 2.21.0.
#
# Behaviour: centered RMSprop divides by the root of a variance, the mean of the squared gradient minus the square of
# its mean. TensorFlow returns the gradient of an embedding with one slice for each use of a token. Keras adds up the
# squares of the slices, but in the mean the slices: with a decay of 0.9, a token used n times with the gradient 1 has
# the variance 0.1*n - (0.1*n)^2 after the first step, and n - n^2 in the end. It is negative, its root is not a number,
# and the division ends with an InvalidArgumentError about an index that is out of range. Nothing points to the
# optimizer. The same gradient as a dense tensor is stepped without error.
#
# Why it matters: in music nearly every batch repeats its tokens. The message leads to a search for wrong token ids,
# which are valid.
#
# Output seen (the first step, for a token used 40 times):
#   centered, slices: InvalidArgumentError: indices[0] = 820 is not in [0, 42)
#   plain, slices: steps by 20.0000
#   centered, dense: steps by 3.3333
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check tensorflow-cpu==2.21.0 keras==3.15.1
cd "$work"
export TF_CPP_MIN_LOG_LEVEL=3 KERAS_BACKEND=tensorflow KERAS_HOME="$work" CUDA_VISIBLE_DEVICES=-1
"$work/venv/bin/python" -W ignore - 2>/dev/null <<'PYTHON'
import re

import keras
import tensorflow as tf


def step(dense, centered):
    """The first step for token 0, or how it fails."""
    embedding = keras.layers.Embedding(2, 1, embeddings_initializer="zeros")
    embedding.build((None,))
    optimizer = keras.optimizers.RMSprop(1.0, centered=centered)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(embedding(tf.constant([[0] * 40 + [1]])))
    gradient = tape.gradient(loss, embedding.trainable_variables)
    assert isinstance(gradient[0], tf.IndexedSlices)
    if dense:
        gradient = [tf.convert_to_tensor(gradient[0])]
    try:
        optimizer.apply(gradient, embedding.trainable_variables)
    except tf.errors.InvalidArgumentError as error:
        return "InvalidArgumentError: " + re.search(r"indices\[.*?\] = \d+ is not in \S+ \S+\)", str(error)).group(0)
    return f"steps by {-float(embedding.embeddings[0, 0]):.4f}"


found = {"centered, slices": step(False, True), "plain, slices": step(False, False), "centered, dense": step(True, True)}
for how, end in found.items():
    print(f"{how}: {end}")
assert found["plain, slices"].startswith("steps") and found["centered, dense"].startswith("steps"), "others fail, too"
assert found["centered, slices"].startswith("InvalidArgumentError"), "centered RMSprop steps now"
PYTHON
