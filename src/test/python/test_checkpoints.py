"""Run folders, read by TensorFlow."""

import tensorflow as tf


def test_tensorflow_finds_the_latest_checkpoint_of_a_run(tiny_last):
    assert tf.train.latest_checkpoint(tiny_last) == str(tiny_last / "ckpt-2")
