"""The Python in the documents runs as it stands, where their commands have been run before."""

import functools
import json

import documents
import keras_twin
import pytest
from conftest import TINY
from keras_twin import Sizes


@pytest.fixture(scope="module")
def variables_of(tour):
    """The variables that a document's Python leaves."""
    return functools.cache(lambda document: documents.run(document, tour))


@pytest.mark.parametrize("document", documents.all_with_python())
def test_the_python_of_the_document_runs(document, variables_of):
    assert variables_of(document)


def test_the_windows_made_as_the_document_shows_are_those_of_nocturne(
    variables_of, tour, monkeypatch
):
    monkeypatch.chdir(tour)  # The document's path is relative, and read now.
    batches = variables_of("docs/data.md")["batches"]
    progress = json.loads((tour / "checkpoints/small/progress.json").read_text())
    first = progress["epochs"][0]
    expected = first["training"]["targets"] + first["validation"]["targets"]
    assert sum(len(targets) for _, targets in batches) == expected


def test_keras_fits_on_the_windows_made_as_the_document_shows(variables_of, tour, monkeypatch):
    monkeypatch.chdir(tour)
    batches = variables_of("docs/data.md")["batches"]
    model = keras_twin.build(Sizes(7, 5, 1, 40, 89, "last"))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    first, second = model.fit(batches, epochs=2, shuffle=False, verbose=0).history["loss"]
    assert second < first


def test_tensorboard_gives_every_point_as_the_document_shows(workshop, tmp_path, capsys):
    epochs = 12  # TensorBoard keeps ten by default.
    words = ["--checkpoints", tmp_path / "checkpoints", "--tensorboard", tmp_path / "tensorboard"]
    words += ["--epochs", epochs, "--patience", epochs, "--stride", 64, "--sample-freq", 0]
    workshop("train", "embedded", "--run", "small", *TINY, *words)
    documents.run("docs/tensorboard.md", tmp_path)
    steps = [int(line.split()[0]) for line in capsys.readouterr().out.splitlines()]
    assert steps == list(range(epochs))
