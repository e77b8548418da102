"""A running TensorBoard, asked as its page asks it, with either of its two readers of event files."""

import csv
import json
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf

READY_SECONDS = 120
RUNS = ["fast", "resumed", "short"]
FOLDERS = ["", "/samples", "/steps/train", "/steps/validation", "/train", "/validation"]


class TensorBoard:
    """A server, from when it answers until it is stopped."""

    def __init__(self, logdir: Path, fast: str):
        self.logdir = logdir
        words = ["--logdir", str(logdir), "--port", "0", "--load_fast", fast]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tensorboard.main", *words, "--reload_interval", "1"],
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait(self):
        """Reads what it says until it says where it is."""
        for line in self.process.stderr:
            address = re.search(r"http://\S+", line) if "TensorBoard" in line else None
            if address:
                self.address = address[0]
                return
        raise AssertionError(f"TensorBoard ended with {self.process.wait()}")

    def get(self, route: str, **query):
        url = self.address.rstrip("/") + "/data/" + route
        return self._read(url + "?" + urllib.parse.urlencode(query) if query else url)

    def post(self, route: str, body: dict):
        data = json.dumps(body).encode()
        url = self.address.rstrip("/") + "/data/" + route
        request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
        return self._read(request)

    def _read(self, request):
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
            is_json = answer.headers["Content-Type"].startswith("application/json")
            return json.loads(body) if is_json else body

    def until(self, ask, accept):
        """Asks again and again, as its reader follows the files, until the answer is accepted."""
        limit = time.monotonic() + READY_SECONDS
        while True:
            try:
                answer = ask()
            except urllib.error.HTTPError as refused:  # What it has not read yet is not found.
                answer = refused
            if not isinstance(answer, Exception) and accept(answer):
                return answer
            assert time.monotonic() < limit, answer
            assert self.process.poll() is None, "TensorBoard has ended"
            time.sleep(0.1)

    def stop(self):
        self.process.terminate()
        self.process.communicate()


@pytest.fixture(scope="module")
def servers(logged, tmp_path_factory):
    """Both kinds, each on a copy of its own, started side by side."""
    started = {}
    for fast in ["true", "false"]:
        logdir = tmp_path_factory.mktemp("served") / "logged"
        shutil.copytree(logged, logdir)
        started[fast] = TensorBoard(logdir, fast)
    for server in started.values():
        server.wait()
    yield started
    for server in started.values():
        server.stop()


@pytest.fixture(scope="module", params=["true", "false"], ids=["data_server", "python"])
def server(request, servers) -> TensorBoard:
    """A server that has read all runs to their ends."""
    board = servers[request.param]
    expected = {run + folder for run in RUNS for folder in FOLDERS}
    board.until(lambda: board.get("runs"), lambda runs: expected <= set(runs))
    for run, epochs in {"fast": 2, "short": 2, "resumed": 4}.items():
        query = {"run": f"{run}/validation", "tag": "epoch_accuracy"}
        done = lambda points, epochs=epochs: len(points) == epochs
        board.until(lambda: board.get("plugin/scalars/scalars", **query), done)
        end = {"run": run, "tag": "best_val_accuracy"}
        board.until(lambda: board.get("plugin/scalars/scalars", **end), done)
        sounds = {"run": f"{run}/samples", "tag": "audio", "sample": 0}
        board.until(lambda: board.get("plugin/audio/audio", **sounds), done)
    return board


def scalars(server: TensorBoard, run: str, tag: str) -> dict:
    points = server.get("plugin/scalars/scalars", run=run, tag=tag)
    assert len({step for _, step, _ in points}) == len(points), points
    return {step: value for _, step, value in points}


def rows(logged: Path, run: str) -> list:
    with open(logged.parent / "checkpoints" / run / "log.csv") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("run", RUNS)
def test_scalars_are_those_of_the_log(server, logged, run):
    expected = {int(row["epoch"]): float(row["val_loss"]) for row in rows(logged, run)}
    assert scalars(server, f"{run}/validation", "epoch_loss") == pytest.approx(expected)


def test_steps_go_on_where_the_run_was_resumed(server):
    steps = list(scalars(server, "resumed/steps/train", "batch_loss"))
    assert len(steps) >= 8 and steps == [3 * (n + 1) for n in range(len(steps))]


def test_histograms_come_by_epoch(server):
    query = {"run": "resumed/train", "tag": "bidirectional_0/forward/kernel/histogram"}
    points = server.get("plugin/histograms/histograms", **query)
    assert [step for _, step, _ in points] == [0, 1, 2, 3]
    assert [sum(count for *_, count in buckets) for *_, buckets in points] == 4 * [7 * 3 * 5]


def test_distributions_are_made_of_them(server):
    query = {"run": "short/train", "tag": "dense/kernel/histogram"}
    assert len(server.get("plugin/distributions/distributions", **query)) == 2


def sessions(server: TensorBoard) -> dict:
    """The rows of the HParams tab by their names."""
    statuses = ["STATUS_UNKNOWN", "STATUS_SUCCESS", "STATUS_FAILURE", "STATUS_RUNNING"]
    asked = {"experimentName": "", "allowedStatuses": statuses, "startIndex": 0, "sliceSize": 10}
    answer = server.post("plugin/hparams/session_groups", asked)
    return {group["name"]: group for group in answer["sessionGroups"]}


def test_runs_compare_by_their_hyperparameters(server):
    groups = sessions(server)
    assert sorted(groups) == RUNS
    rates = {run: group["hparams"]["learning-rate"] for run, group in groups.items()}
    assert rates == {"short": 0.001, "resumed": 0.001, "fast": 0.01}


def test_hyperparameters_that_differ_come_first(server):
    infos = server.post("plugin/hparams/experiment", {"experimentName": ""})["hparamInfos"]
    assert [info["name"] for info in infos if info["differs"]] == ["epochs", "learning-rate"]
    assert {info["name"] for info in infos} >= {"units", "dropout", "window", "targets", "seed"}


def test_final_metrics_stand_beside_them(server, logged):
    for run, group in sessions(server).items():
        metrics = {
            (metric["name"]["group"], metric["name"]["tag"]): metric["value"]
            for metric in group["metricValues"]
        }
        losses = [float(row["val_loss"]) for row in rows(logged, run)]
        assert metrics[("", "best_val_loss")] == pytest.approx(min(losses))
        assert metrics[("validation", "epoch_loss")] == pytest.approx(losses[-1])


def test_runs_that_have_ended_are_successes(server):
    for group in sessions(server).values():
        assert [session["status"] for session in group["sessions"]] == ["STATUS_SUCCESS"]


def test_the_projector_has_a_point_for_each_token(server, logged):
    assert set(server.until(lambda: server.get("plugin/projector/runs"), bool)) == set(RUNS)
    info = server.get("plugin/projector/info", run="short")
    (embedding,) = info["embeddings"]
    assert embedding["tensorShape"] == [89, 7]
    query = {"run": "short", "name": embedding["tensorName"]}
    points = np.frombuffer(server.get("plugin/projector/tensor", **query), np.float32)
    last = tf.train.latest_checkpoint(str(logged.parent / "checkpoints" / "short"))
    expected = tf.train.load_variable(last, "embedding/embeddings")
    np.testing.assert_array_equal(points.reshape(89, 7), expected)
    names = server.get("plugin/projector/metadata", **query).decode().split("\n")
    assert names[:2] == ["A0", "A#0"] and names[87] == "C8"


def test_texts_are_shown_as_tables(server):
    assert sorted(server.get("plugin/text/tags")["short"]) == ["configuration", "corpus", "model"]
    (text,) = server.get("plugin/text/text", run="short", tag="corpus")
    assert "<table>" in text["text"] and "fingerprint" in text["text"]


def test_one_chart_has_the_losses_of_training_and_validation(server):
    layout = server.get("plugin/custom_scalars/layout")
    by_epoch = layout["category"][0]["chart"][0]
    assert by_epoch["title"] == "loss"
    (tag,) = by_epoch["multiline"]["tag"]
    for run in ["short/train", "short/validation"]:
        found = server.get("plugin/custom_scalars/scalars", run=run, tag=tag)
        assert list(found["tag_to_events"]) == ["epoch_loss"]
        assert len(found["tag_to_events"]["epoch_loss"]) == 2


def test_layouts_of_several_runs_are_one(server):
    layout = server.get("plugin/custom_scalars/layout")
    assert [len(category["chart"]) for category in layout["category"]] == [2, 2]


def test_the_graph_has_the_layers(server):
    assert server.get("plugin/graphs/info")["short/train"]["run_graph"]
    graph = server.get("plugin/graphs/graph", run="short/train").decode()
    for layer in ["embedding", "bidirectional_0", "bidirectional_1", "dense", "loss", "adam"]:
        assert f'name: "{layer}/' in graph


def test_the_conceptual_graph_has_the_layers(server):
    assert server.get("plugin/graphs/info")["short/train"]["tags"]["keras"]["conceptual_graph"]
    query = {"run": "short/train", "tag": "keras", "conceptual": "true"}
    graph = server.get("plugin/graphs/graph", **query).decode()
    assert re.findall(r'name: "(\w+)"', graph)[:2] == ["notes", "embedding"]


def test_images_are_the_samples_of_each_epoch(server):
    query = {"run": "resumed/samples", "tag": "piano_roll", "sample": 0}
    images = server.get("plugin/images/images", **query)
    assert [image["step"] for image in images] == [0, 1, 2, 3]
    png = server.get("plugin/images/individualImage?" + images[-1]["query"])
    assert tf.io.decode_png(png).shape == (480, 1200, 3)


def test_sounds_are_played_of_each_epoch(server):
    query = {"run": "resumed/samples", "tag": "audio", "sample": 0}
    sounds = server.get("plugin/audio/audio", **query)
    assert [(sound["step"], sound["contentType"]) for sound in sounds] == [
        (epoch, "audio/wav") for epoch in range(4)
    ]
    wav = server.get("plugin/audio/individualAudio?" + sounds[-1]["query"])
    assert tf.audio.decode_wav(wav).sample_rate == 22050


def test_a_live_page_follows_a_run_that_is_resumed(server, logged, nocturne):
    run = nocturne.folder / "checkpoints" / "resumed"
    shutil.copytree(logged.parent / "checkpoints" / "resumed", run)
    places = ["--tensorboard", server.logdir]
    nocturne("train", "--resume", "--run", "resumed", "--epochs", "6", *places)
    for folder, tag in [("validation", "epoch_accuracy"), ("", "best_val_accuracy")]:
        at = "/".join(["resumed", folder]).rstrip("/")
        server.until(lambda: scalars(server, at, tag), lambda points: set(points) == set(range(6)))
    steps = list(scalars(server, "resumed/steps/train", "batch_loss"))
    assert steps == [3 * (n + 1) for n in range(len(steps))] and len(steps) >= 12
