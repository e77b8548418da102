"""Where Keras's `fit`, left to itself, differs from nocturne, and that this is all.

On TensorFlow, Keras 3 hands an embedding's gradient to the optimiser with a row for each use of an
embedding, and squares the rows before it adds them up.
"""

import documents
import keras
import keras_twin
import numpy as np
import pytest
import tensorflow as tf
from keras_twin import Sizes
from twin_training import Case, OursInTurn, difference, relative, variables

EMBEDDING = "embedding/embeddings"
CLIP_NORM = 0.02
SIZES = Sizes(7, 5, 2, 11, 13, "last")
FREE = Case(SIZES, rows=3, steps=1)
CLIPPED = Case(SIZES, rows=3, steps=1, clip_norm=CLIP_NORM)


class FirstStep:
    """The first step of a case: `ours` by nocturne, `fit` by Keras, from the same `initial`.

    All by nocturne's names. `gradients` are nocturne's, in which the uses of an embedding are
    added up; `uses` is Keras's gradient of the embedding, a row for each use.
    """

    def __init__(self, results, optimizer):
        case = results.case
        model = keras_twin.restore(case.sizes, results.initial)
        loss = keras.losses.SparseCategoricalCrossentropy()
        model.compile(optimizer=optimizer, loss=loss)
        windows, targets = case.batches[0][:, :-1], case.targets_of(case.batches[0])
        with tf.GradientTape() as tape:
            value = loss(targets, model(windows, training=True))
        self.uses = tape.gradient(value, model.trainable_variables[0].value)
        self.initial = model.get_weights()[0]
        model.train_on_batch(windows, targets)
        self.fit = variables(case, model, model.optimizer)
        checkpoint = results.after(1)
        self.ours = {name: checkpoint.get_tensor(name) for name in self.fit}
        self.gradients = results.gradients

    def sum_of_squares_of_uses(self):
        squares = np.square(self.uses.values)
        return tf.math.unsorted_segment_sum(squares, self.uses.indices, SIZES.vocabulary).numpy()

    def embeddings_after(self, squares):
        """Adam's first step, by the formula, if these are the squares of the gradients."""
        momentum, velocity = 0.1 * self.gradients[EMBEDDING], 0.001 * squares
        rate = 1e-3 * np.sqrt(1 - 0.999) / (1 - 0.9)
        return self.initial - rate * momentum / (np.sqrt(velocity) + 1e-7)

    def norm(self, embedding_squares):
        """The global norm of the gradients, if these are the squares of the embedding's."""
        others = [g for name, g in self.gradients.items() if name != EMBEDDING]
        return np.sqrt(sum(np.sum(np.square(g)) for g in others) + np.sum(embedding_squares))


@pytest.fixture(scope="module")
def ours_in_turn(java, tmp_path_factory):
    with OursInTurn(java.command, tmp_path_factory.mktemp("sparse"), [FREE, CLIPPED]) as ours:
        yield ours


@pytest.fixture(scope="module")
def free(ours_in_turn):
    return FirstStep(ours_in_turn.result(FREE.name), FREE.optimizer())


@pytest.fixture(scope="module")
def clipped(ours_in_turn):
    return FirstStep(ours_in_turn.result(CLIPPED.name), CLIPPED.optimizer())


def test_fit_makes_nocturnes_step_but_for_the_embedding(free):
    for name in set(free.gradients) - {EMBEDDING}:
        assert difference(free.ours[name], free.fit[name]) < 1e-6, name
    assert difference(free.ours[EMBEDDING], free.fit[EMBEDDING]) > 1e-4


def test_fit_squares_an_embeddings_gradients_before_it_adds_them_up(free):
    expected = free.embeddings_after(squares=free.sum_of_squares_of_uses())
    assert difference(free.fit[EMBEDDING], expected) < 1e-6


def test_nocturne_adds_an_embeddings_gradients_up_before_it_squares_them(free):
    expected = free.embeddings_after(squares=np.square(free.gradients[EMBEDDING]))
    assert difference(free.ours[EMBEDDING], expected) < 1e-6


def test_fit_clips_by_a_norm_in_which_each_use_is_squared(clipped):
    norm = clipped.norm(embedding_squares=clipped.sum_of_squares_of_uses())
    expected = 0.1 * CLIP_NORM / norm * clipped.gradients["dense/bias"]
    assert relative(clipped.fit["adam/m/dense/bias"], expected) < 1e-5
    assert relative(clipped.ours["adam/m/dense/bias"], expected) > 1e-3


def test_nocturne_clips_by_the_norm_of_the_gradients(clipped):
    norm = clipped.norm(embedding_squares=np.square(clipped.gradients[EMBEDDING]))
    expected = 0.1 * CLIP_NORM / norm * clipped.gradients["dense/bias"]
    assert relative(clipped.ours["adam/m/dense/bias"], expected) < 1e-5


@pytest.mark.parametrize("case", [FREE, CLIPPED], ids=["free", "clipped"])
def test_fit_with_the_optimizer_of_the_document_makes_nocturnes_step(case, ours_in_turn, tmp_path):
    dense_adam = documents.run("docs/numerics.md", tmp_path)["DenseAdam"]
    optimizer = dense_adam(global_clipnorm=case.clip_norm or None)
    step = FirstStep(ours_in_turn.result(case.name), optimizer)
    for name in step.ours:
        # TensorFlow's ResourceApplyAdam has 1 - 0.999 in float32, 1.3e-5 less than Keras's 0.001.
        assert relative(step.ours[name], step.fit[name]) < 3e-5, name
