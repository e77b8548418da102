"""What `evaluate` says of a run against Keras and NumPy on the same windows."""

import json

import numpy as np
import pytest
from saved_models import predict
from tolerance import TINY, bound, operations

# Of logits of size 1, and so of the logarithms of probabilities and of probabilities.
LOGITS = bound(operations(TINY), size=1)


@pytest.fixture(scope="module", params=["last", "every"])
def evaluated(request, workshop, tmp_path_factory):
    """The figures of a small run on a made-up piece, and the SavedModel that makes them."""
    import midi_files

    run = request.getfixturevalue(f"tiny_{request.param}")
    folder = tmp_path_factory.mktemp("evaluated")
    notes = np.random.default_rng(2).integers(21, 109, 90)
    midi_files.write(folder / "piece.mid", notes.tolist())
    file = folder / "figures.json"
    done = workshop("evaluate", "--run", run, "--data", folder / "piece.mid", "--json", file)
    windows = np.lib.stride_tricks.sliding_window_view(notes - 21, 10)[::4]
    exported = request.getfixturevalue(f"exported_{request.param}")
    return json.loads(file.read_text()), done.stdout, exported, windows.astype("int32")


def test_the_loss_and_ranks_are_those_of_the_exported_probabilities(evaluated):
    figures, _, exported, windows = evaluated
    probabilities = predict(exported, windows[:, :-1])["probabilities"]
    targets = windows[:, -1]
    wanted = probabilities[np.arange(len(targets)), targets]
    network = figures["network"]
    assert network["targets"] == len(targets)
    assert network["loss"] == pytest.approx(-np.log(wanted).mean(), abs=LOGITS)
    ranks = (probabilities > wanted[:, None]).sum(axis=1)
    assert network["accuracy"] == pytest.approx((ranks == 0).mean())
    assert network["top_5_accuracy"] == pytest.approx((ranks < 5).mean())


def test_calibration_is_that_of_guo_and_others(evaluated):
    figures, _, exported, windows = evaluated
    probabilities = predict(exported, windows[:, :-1])["probabilities"].astype("float64")
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == windows[:, -1]
    error = 0
    for low in np.arange(15) / 15:
        bin = (confidence > low) & (confidence <= low + 1 / 15)
        if bin.any():
            error += bin.mean() * abs(right[bin].mean() - confidence[bin].mean())
    found = figures["network"]["calibration"]["expected_calibration_error"]
    assert found == pytest.approx(error, abs=LOGITS)


def test_a_leak_is_reported_where_backward_layers_read_the_targets(evaluated, request):
    figures, text, exported, windows = evaluated
    if exported.name == "last":
        assert "leak" not in figures
        return
    leak = figures["leak"]
    assert leak["copied"] == pytest.approx(8 / 9)
    every = predict(exported, windows[:, :-1], "every_step")["probabilities"]
    answers = every.argmax(axis=2) == windows[:, 1:]
    assert leak["every_position"]["accuracy"] == pytest.approx(answers.mean())
    assert "only copies it reaches 88.9 %" in text


def test_baselines_learn_from_the_runs_own_corpus(evaluated):
    figures, text, _, windows = evaluated
    names = [baseline["name"] for baseline in figures["baselines"]]
    assert names == ["6-gram", "bigram", "repeat-last", "unigram"]
    assert {baseline["targets"] for baseline in figures["baselines"]} == {len(windows)}
    assert "all: 1 piece," in text
