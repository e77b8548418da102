#!/usr/bin/env bash
# On TensorFlow, Keras's Adam takes larger steps for a token the more often it occurs in a batch.
#
# Versions: keras 3.15.1, tensorflow-cpu 2.21.0.
#
# Behaviour: TensorFlow returns the gradient of an embedding as IndexedSlices, with one slice for each use of a token.
# Adam divides by the root of a running mean of the squared gradient. Keras squares each slice and adds the squares,
# instead of squaring the sum: for a token used n times with the same gradient g it uses n*g*g instead of (n*g)^2. The
# first step of Adam, which equals the learning rate for every weight whatever the gradient, becomes sqrt(n) times the
# learning rate: 2 for the token used four times here, 1 for the one used once. The same gradient as a dense tensor
# gives 1 and 1. global_clipnorm has the same fault: the norm is taken over the slices, 2.236 here instead of sqrt(17) =
# 4.123, so it clips less than requested.
#
# Why it matters: in music a few pitches, rests and bar lines make up most of a batch, so their vectors learn at several
# times the rate of the rare ones, and more so with longer windows and larger batches. A training moved between
# TensorFlow and another framework cannot be repeated, although weights, batches and settings are equal.
#
# Output seen (learning rate 1, token 0 used four times, token 1 once):
#   IndexedSlices: steps 2 1; clipped to a norm of 1: first moment 1.7889 0.4472, norm 1.8439
#   dense tensor:  steps 1 1; clipped to a norm of 1: first moment 0.9701 0.2425, norm 1
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check tensorflow-cpu==2.21.0 keras==3.15.1
cd "$work"
export TF_CPP_MIN_LOG_LEVEL=3 KERAS_BACKEND=tensorflow KERAS_HOME="$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import keras
import numpy as np
import tensorflow as tf


def step(dense, clip):
    """The optimiser's step for tokens 0 and 1, and its first moment."""
    embedding = keras.layers.Embedding(2, 1, embeddings_initializer="zeros")
    embedding.build((None,))
    optimizer = keras.optimizers.Adam(1.0, beta_1=0.0, global_clipnorm=clip)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(embedding(tf.constant([[0, 0, 0, 0, 1]])))
    gradient = tape.gradient(loss, embedding.trainable_variables)
    assert isinstance(gradient[0], tf.IndexedSlices)
    if dense:
        gradient = [tf.convert_to_tensor(gradient[0])]
    optimizer.apply(gradient, embedding.trainable_variables)
    moment = [np.ravel(v) for v in optimizer.variables if "momentum" in v.path][0]
    return [round(-float(w), 4) for w in np.ravel(embedding.embeddings)], [round(float(m), 4) for m in moment]


found = {}
for name, dense in (("IndexedSlices", False), ("dense tensor", True)):
    steps, moment = step(dense, None)[0], step(dense, 1.0)[1]
    found[name] = steps, moment
    print("{:14} steps {:g} {:g}; clipped to a norm of 1: first moment {:g} {:g}, norm {:g}".format(
        name + ":", *steps, *moment, round(float(np.hypot(*moment)), 4)))
assert found["dense tensor"] == ([1, 1], [0.9701, 0.2425]), "the dense gradient is stepped differently"
assert found["IndexedSlices"] == ([2, 1], [1.7889, 0.4472]), "the sparse gradient is stepped differently now"
PYTHON
