"""What every test of the suite has: nocturne as a process, and small runs it has trained.

The suite is started by PythonIT in `mvn verify`, on several workers of pytest-xdist that share these
runs; by hand, once the jar is built: `target/python/bin/python -m pytest src/test/python`.
"""

import json
import os
import subprocess
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import midi_files
import pytest
from filelock import FileLock

# Before anything imports TensorFlow: no remarks on the machine, no GPU, oneDNN as nocturne has it.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
# So short a process ends before code that is compiled better pays.
os.environ.setdefault("JAVA_OPTS", "-XX:TieredStopAtLevel=1")

HOME = Path(__file__).resolve().parents[3]
TARGET = HOME / "target"
LIMIT_SECONDS = 180

# Odd sizes, so that a transposed matrix or a swapped axis cannot fit by chance.
TINY = ["--embedding", "7", "--units", "5", "--layers", "2", "--window", "9"]
QUICK = ["--stride", "4", "--epochs", "2", "--batch-size", "64", "--seed", "3"]


class Nocturne:
    """The launcher, started in one folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __call__(self, *words) -> subprocess.CompletedProcess:
        """Runs a command that must succeed."""
        done = self._run(words)
        assert done.returncode == 0, f"nocturne {words}: exit {done.returncode}\n{done.stderr}"
        return done

    def fails(self, *words) -> subprocess.CompletedProcess:
        """Runs a command that must fail, with one line on standard error."""
        done = self._run(words)
        assert done.returncode in (1, 2), f"nocturne {words}: exit {done.returncode}"
        assert done.stderr.count("\n") == 1, done.stderr
        return done

    def _run(self, words) -> subprocess.CompletedProcess:
        command = [str(HOME / "nocturne"), *map(str, words)]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=LIMIT_SECONDS
        )


class Java:
    """Classes of the Java tests that have a main method."""

    def __call__(self, main_class, *words) -> subprocess.CompletedProcess:
        """Runs one that must succeed."""
        command = self.command(main_class, *words)
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS)
        assert done.returncode == 0, f"{main_class}: exit {done.returncode}\n{done.stderr}"
        return done

    @staticmethod
    def command(main_class, *words) -> list:
        """The command line, for a process that is to run beside the test."""
        home = os.environ.get("JAVA_HOME")
        program = str(Path(home, "bin", "java")) if home else "java"
        places = [TARGET / "test-classes", TARGET / "classes", TARGET / "lib" / "*"]
        options = [*os.environ["JAVA_OPTS"].split(), "-XX:+UseSerialGC"]
        classpath = os.pathsep.join(map(str, places))
        return [program, *options, "-cp", classpath, main_class, *map(str, words)]


class ServedNocturne(Nocturne):
    """The program in one process, which loads TensorFlow once and then runs command after command."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self._process = subprocess.Popen(
            Java.command("io.nocturne.cli.CommandServer"),
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "ServedNocturne":
        return self

    def __exit__(self, *_) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=LIMIT_SECONDS)
        self._process.stdout.close()

    def _run(self, words) -> subprocess.CompletedProcess:
        limit = threading.Timer(LIMIT_SECONDS, self._process.kill)
        limit.start()
        try:
            self._process.stdin.write(json.dumps([str(word) for word in words]) + "\n")
            self._process.stdin.flush()
            reply = self._process.stdout.readline()
        finally:
            limit.cancel()
        assert reply, f"the process ended during nocturne {words}"
        done = json.loads(reply)
        return subprocess.CompletedProcess(words, done["exit"], done["out"], done["err"])


@pytest.fixture
def nocturne(tmp_path) -> Nocturne:
    """The program, started in the test's own folder."""
    return Nocturne(tmp_path)


@pytest.fixture(scope="session")
def java() -> Java:
    """Runs a class of the Java tests, which sees what no command shows."""
    return Java()


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """A folder that all workers of the session share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def workshop(shared) -> Iterator[Nocturne]:
    """The program, started in a folder that the whole session shares."""
    with _started_in(shared / "workshop") as nocturne:
        yield nocturne


@pytest.fixture(scope="session")
def tiny_last(workshop) -> Path:
    """A run trained to predict the token after the window; read it, do not change it."""
    return _train(workshop, "last", "--targets", "last")


@pytest.fixture(scope="session")
def tiny_every(workshop) -> Path:
    """A run trained to predict the token after each position; read it, do not change it."""
    return _train(workshop, "every", "--targets", "every")


@pytest.fixture(scope="session")
def exported_forward(workshop) -> Path:
    """The SavedModel of a network that reads forward; read it, do not change it."""
    run = _train(workshop, "carried", "--directions", "forward", "--targets", "every")
    return _export(workshop, run)


@pytest.fixture(scope="session")
def exported_last(workshop, tiny_last) -> Path:
    """The SavedModel of tiny_last; read it, do not change it."""
    return _export(workshop, tiny_last)


@pytest.fixture(scope="session")
def exported_every(workshop, tiny_every) -> Path:
    """The SavedModel of tiny_every; read it, do not change it."""
    return _export(workshop, tiny_every)


@pytest.fixture(scope="session")
def logged(shared) -> Path:
    """A log directory of three runs: one short, one faster, one resumed after two epochs."""
    return _once(shared / "logged", lambda: _log_three_runs(shared / "logged")) / "logged"


@pytest.fixture(scope="session")
def tour(shared) -> Path:
    """A folder in which the README's commands have been run, on four small pieces."""
    return _once(shared / "tour", lambda: _follow_the_readme(shared / "tour"))


def _started_in(folder: Path) -> ServedNocturne:
    folder.mkdir(exist_ok=True)
    return ServedNocturne(folder)


def _once(result: Path, make: Callable[[], None]) -> Path:
    """Lets the first worker that wants a result make it; the others wait, and fail if it failed."""
    done = Path(f"{result}.done")
    failed = Path(f"{result}.failed")
    with FileLock(f"{result}.lock"):
        # Made again in the folder that a failure left, it would fail for another reason.
        assert not failed.exists(), failed.read_text()
        if not done.exists():
            try:
                make()
            except BaseException:
                failed.write_text(traceback.format_exc())
                raise
            done.touch()
    return result


def _train(workshop: Nocturne, name: str, *options: str) -> Path:
    run = workshop.folder / "checkpoints" / name
    run.parent.mkdir(exist_ok=True)
    words = ["train", "embedded", "--run", name, *options]
    return _once(run, lambda: workshop(*words, *TINY, *QUICK))


def _export(workshop: Nocturne, run: Path) -> Path:
    folder = workshop.folder / "exported" / run.name
    folder.parent.mkdir(exist_ok=True)
    return _once(folder, lambda: workshop("export", "--run", run, "--out", folder))


def _log_three_runs(folder: Path) -> None:
    dense = ["--update-freq", "3", "--tensorboard", "logged"]
    with _started_in(folder) as nocturne:
        for run, more in {"short": [], "fast": ["--learning-rate", "0.01"], "resumed": []}.items():
            nocturne("train", "embedded", "--run", run, *TINY, *QUICK, *dense, *more)
        more = ["--epochs", "4", "--tensorboard", "logged"]
        nocturne("train", "--resume", "--run", "resumed", *more)


def _follow_the_readme(folder: Path) -> None:
    for number in range(4):
        scale = [40 + (number * 5 + step * 7) % 40 for step in range(120)]
        midi_files.write(folder / "chopin" / f"{number}.mid", scale)
    with _started_in(folder) as nocturne:
        nocturne("prepare", "chopin", "--out", "corpus")
        sizes = ["--embedding", "32", "--units", "64"]
        nocturne("train", "corpus", "--run", "small", *sizes, "--epochs", "2")
        nocturne("export", "--run", "small", "--out", "graphs/small")
        nocturne("export", "--run", "small", "--format", "graph")
        nocturne("export", "--run", "small", "--format", "keras", "--out", "small.keras")
