"""The benchmarks' Python worker, with a made peer."""

import json
import os
import subprocess
import sys

import pytest
from conftest import HOME

WORKER = HOME / "src" / "bench" / "python" / "worker.py"
PEER = """
class Task:
    versions = {"made": "1.0"}
    weights = 12

    def run(self, repetitions):
        print("a remark of a library")
        if repetitions > 9:
            raise ValueError("too many")
        return 2 * repetitions


def task(name, settings):
    if name != "step":
        raise KeyError(name)
    return Task()
"""


@pytest.fixture
def answers(tmp_path):
    """Asks a worker all requests and gives its answers."""
    (tmp_path / "made_peer.py").write_text(PEER)

    def ask(*requests, peer="made_peer"):
        done = subprocess.run(
            [sys.executable, "-B", str(WORKER), peer],
            input="".join(json.dumps(request) + "\n" for request in requests),
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return ask


def test_a_worker_identifies_itself_and_measures_its_work(answers):
    ready, measured = answers({"task": "step", "settings": {}}, {"repetitions": 3})
    assert ready["versions"]["made"] == "1.0"
    assert ready["weights"] == 12
    assert measured["work"] == 6
    assert measured["seconds"] > 0


def test_a_worker_continues_after_an_error(answers):
    _, failed, measured = answers(
        {"task": "step", "settings": {}}, {"repetitions": 10}, {"repetitions": 1}
    )
    assert failed == {"error": "ValueError: too many"}
    assert measured["work"] == 2


def test_a_worker_names_a_library_that_is_missing(answers):
    assert answers({"task": "step", "settings": {}}, peer="no_such_peer") == [
        {"error": "ModuleNotFoundError: No module named 'no_such_peer'"}
    ]
