"""Loads what nocturne exports in other programs, compares it with Java, and prints a table.

    mvn -q -B -DskipTests package test-compile
    python3 src/test/consumers/run.py [--folder target/consumers] [NAME ...]

Not part of `mvn verify`: all rows take about two hours and 25 GB. Each program gets a virtual environment
under the folder, of the Python named in it, which must be on the PATH (Node.js and npm for
TensorFlow.js). A row that cannot be made says why, and the exit status is then 1. The table is also
left in FOLDER/consumers.md; docs/savedmodel.md has it.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[2]
FREEZE = HERE.parent / "python" / "freeze_signature.py"
LIMIT_SECONDS = 1800

MODELS = {
    # Carries its state from note to note, with weights that have learned something.
    "small": "--directions forward --targets every --embedding 32 --units 48 --window 20"
    " --stride 4 --epochs 8 --learning-rate 0.01",
    # Has the sizes of the published study, and reads a window for each note.
    "paper": "--embedding 128 --units 256 --window 40 --stride 40 --epochs 1",
}
SIGNATURES = ["generate", "generate_from_uniforms"]


class StepFailed(Exception):
    """A program that could not be installed or run, with the line that says why."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment; `over` is a package that goes before those of the environment."""

    name: str
    python: str
    packages: tuple[str, ...]
    over: str = ""

    def with_over(self, package: str) -> "Environment":
        return Environment(self.name, self.python, self.packages, package)


def environment(name: str, python: str, *packages: str) -> Environment:
    return Environment(name, python, packages)


TENSORFLOW = {
    version: environment("tf" + version.rpartition(".")[0], python, f"tensorflow-cpu=={version}", *more)
    for version, python, *more in [
        ("2.6.5", "3.8", "protobuf==3.19.6"),
        ("2.9.3", "3.8"),
        ("2.12.1", "3.8"),
        ("2.15.1", "3.11"),
        ("2.18.0", "3.11", "keras==3.15.1", "openvino==2026.4.1"),
        ("2.21.0", "3.12", "keras==3.15.1", "ai-edge-litert==2.3.0"),
    ]
}
BACKENDS = environment(
    "backends",
    "3.11",
    *("tensorflow-cpu==2.18.0", "keras==3.15.1", "jax[cpu]==0.4.38", "torch==2.15.0"),
    *("openvino==2026.4.1", "dm-tree==0.1.10"),
)
ONNX = environment(
    "onnx", "3.11", "tensorflow-cpu==2.18.0", "tf2onnx==1.17.0", "onnx==1.17.0", "onnxruntime==1.32.0"
)
TENSORFLOWJS = environment("tfjs", "3.11", "tensorflowjs==4.22.0", "tensorflow==2.18.0", "tf-keras==2.18.0", "ydf==0.9.0")
NODE_PACKAGES = ["@tensorflow/tfjs@4.22.0", "@tensorflow/tfjs-backend-wasm@4.22.0"]
MLFLOW = environment("mlflow", "3.11", "tensorflow-cpu==2.18.0", "mlflow==3.17.2")
BENTOML = environment("bentoml", "3.11", "tensorflow-cpu==2.18.0", "bentoml==1.4.40")


@dataclass
class Lab:
    """The folder in which models and environments are made, and programs run."""

    folder: Path
    converted: set = field(default_factory=set)

    def model(self, name: str) -> Path:
        """A run, its SavedModel and archive, and cases.json, made when first asked for."""
        place = self.folder / "models" / name
        if not (place / "cases.json").exists():
            nocturne, run = HOME / "nocturne", place / "run"
            logs = ["--checkpoints", place, "--tensorboard", place / "logs", "--seed", "1"]
            self.run([nocturne, "train", "embedded", "--run", run, *logs, *MODELS[name].split()])
            self.run([nocturne, "export", "--run", run, "--out", place / "saved_model"])
            keras = ["--format", "keras", "--out", place / "model.keras"]
            self.run([nocturne, "export", "--run", run, *keras])
            places = [HOME / "target" / part for part in ("test-classes", "classes", "lib/*")]
            java = ["java", "-cp", os.pathsep.join(map(str, places))]
            words = [run, place / "saved_model", place / "cases.json"]
            self.run([*java, "io.nocturne.export.ConsumerCases", *words])
        return place

    def place(self, row: str, model: Path) -> Path:
        """The folder for what a row converts."""
        place = self.folder / "converted" / row / model.name
        place.mkdir(parents=True, exist_ok=True)
        return place

    def python(self, env: Environment, script: Path | str, *words, **variables) -> str:
        """Runs a script of this folder, or a file, in an environment."""
        program = self._program(env)
        if env.over:
            variables["PYTHONPATH"] = str(self._over(env))
        return self.run([program, HERE / script, *words], **variables)

    def module(self, env: Environment, module: str, *words) -> str:
        return self.run([self._program(env), "-m", module, *words])

    def run(self, words, **variables) -> str:
        """Runs a program that must succeed, and returns what it prints."""
        quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
        done = subprocess.run(
            [str(word) for word in words],
            env={**os.environ, **quiet, **variables},
            capture_output=True,
            text=True,
            timeout=LIMIT_SECONDS,
        )
        with open(self.folder / "log.txt", "a") as log:
            log.write(f"$ {' '.join(map(str, words))}\n{done.stdout}{done.stderr}\n")
        if done.returncode:
            lines = (done.stderr or done.stdout).strip().splitlines() or [f"exit {done.returncode}"]
            raise StepFailed(lines[-1][:200])
        return done.stdout

    def _program(self, env: Environment) -> Path:
        place = self.folder / "environments" / env.name
        program, mark = place / "bin" / "python", place / "installed.txt"
        wanted = "\n".join(env.packages)
        if not mark.exists() or mark.read_text() != wanted:
            if not program.exists():
                self.run([f"python{env.python}", "-m", "venv", place])
            self.run([program, "-m", "pip", "install", "-q", *env.packages])
            mark.write_text(wanted)
        return program

    def _over(self, env: Environment) -> Path:
        place = self.folder / "environments" / env.over
        if not place.exists():
            words = ["install", "-q", "--no-deps", "--target", place, env.over]
            self.run([self._program(env), "-m", "pip", *words])
        return place

    def node(self, script: str, *words) -> str:
        place = self.folder / "environments" / "node"
        if not place.exists():
            quiet = ["--silent", "--no-audit", "--no-fund"]
            self.run(["npm", "install", *quiet, "--prefix", place, *NODE_PACKAGES])
        return self.run(["node", HERE / script, *words], NODE_PATH=str(place / "node_modules"))


@dataclass(frozen=True)
class Row:
    """A program; `measure` gives what cases.report prints of it, for one model."""

    name: str
    measure: Callable[[Lab, Path], str]


def saved_model(version: str) -> Row:
    env = TENSORFLOW[version]
    return Row(f"TensorFlow {version}", lambda lab, model: lab.python(env, "saved_model.py", model))


def c_interface(version: str) -> Row:
    env = TENSORFLOW[version]
    name = f"C interface of TensorFlow {version}"
    return Row(name, lambda lab, model: lab.python(env, "c_api.py", model))


def keras(version: str, backend: str, env: Environment = BACKENDS, note: str = "") -> Row:
    over = env if f"keras=={version}" in env.packages else env.with_over(f"keras=={version}")
    return Row(
        f"Keras {version}, {note or backend}",
        lambda lab, model: lab.python(over, "keras_archive.py", model, KERAS_BACKEND=backend),
    )


def litert(version: str, form: str) -> Row:
    def measure(lab: Lab, model: Path) -> str:
        out = lab.place(f"litert-{version}-{form}", model)
        lab.python(TENSORFLOW[version], "convert_to_litert.py", model, out, form)
        return lab.python(TENSORFLOW["2.21.0"], "litert_runtime.py", model, out)

    return Row(f"LiteRT 2.3.0, {form}, converted by TensorFlow {version}", measure)


def openvino() -> Row:
    env = TENSORFLOW["2.18.0"]

    def measure(lab: Lab, model: Path) -> str:
        out = lab.place("openvino", model)
        words = [model / "saved_model", "generate_from_uniforms", out / "frozen.pb"]
        (out / "ports.json").write_text(lab.python(env, FREEZE, *words))
        return lab.python(env, "openvino_runtime.py", model, out / "frozen.pb", out / "ports.json")

    return Row("OpenVINO 2026.4.1", measure)


def onnx() -> Row:
    def measure(lab: Lab, model: Path) -> str:
        out = lab.place("onnx", model)
        files = [out / f"{name}.onnx" for name in ("serving_default", "generate_from_uniforms")]
        for file in files:
            lab.python(ONNX, "convert_to_onnx.py", model / "saved_model", file.stem, file)
        return lab.python(ONNX, "onnx_runtime.py", model, *files)

    return Row("onnxruntime 1.32.0, converted by tf2onnx 1.17.0", measure)


def tensorflowjs(backend: str) -> Row:
    def measure(lab: Lab, model: Path) -> str:
        out = lab.place("tensorflowjs", model)
        # A note of the larger network takes seconds.
        loop = ["generate_from_uniforms"] if model.name == "small" else []
        for signature in ["serving_default", *loop]:
            if out / signature not in lab.converted:  # By the row of the other backend.
                words = ["--input_format", "tf_saved_model", "--signature_name", signature]
                words += ["--skip_op_check", model / "saved_model", out / signature]
                lab.module(TENSORFLOWJS, "tensorflowjs.converters.converter", *words)
                lab.converted.add(out / signature)
        return lab.node("tensorflowjs.js", model, out, backend)

    return Row(f"TensorFlow.js 4.22.0, {backend}", measure)


ROWS = [
    *map(saved_model, TENSORFLOW),
    *map(c_interface, ("2.6.5", "2.21.0")),
    *(keras(version, "tensorflow") for version in ("3.0.5", "3.5.0", "3.10.0", "3.15.1")),
    keras("3.15.1", "tensorflow", TENSORFLOW["2.21.0"], "tensorflow 2.21"),
    *(keras(version, backend) for backend in ("torch", "jax") for version in ("3.0.5", "3.15.1")),
    keras("3.15.1", "openvino"),
    litert("2.18.0", "float32"),
    *(litert("2.21.0", form) for form in ("float32", "float16", "int8")),
    openvino(),
    onnx(),
    *map(tensorflowjs, ("cpu", "wasm")),
    Row("MLflow 3.17.2", lambda lab, model: lab.python(MLFLOW, "mlflow_model.py", model)),
    Row("BentoML 1.4.40", lambda lab, model: lab.python(BENTOML, "bentoml_model.py", model)),
]
HEADER = "| program | difference | ms | MB | `generate` | `generate_from_uniforms` |\n|---|---|---|---|---|---|"


def line(row: Row, lab: Lab) -> str:
    """The table's line for a row: the largest difference, time and size at the study's size, notes."""
    try:
        results = {name: json.loads(row.measure(lab, lab.model(name)).splitlines()[-1]) for name in MODELS}
    except (StepFailed, FileNotFoundError, subprocess.TimeoutExpired) as failed:
        return f"| {row.name} | failed: {failed} | | | | |"
    difference = max(result["difference"] for result in results.values())
    times = results["paper"]["milliseconds"]
    cells = [
        row.name,
        f"{difference:.1e}",
        f"{statistics.median(times):.1f} ({min(times):.1f} to {max(times):.1f})",
        f"{results['paper']['bytes'] / 1e6:.1f}",
        *(notes([result.get(signature) for result in results.values()]) for signature in SIGNATURES),
    ]
    return "| " + " | ".join(cells) + " |"


def notes(counts: list) -> str:
    counts = [count for count in counts if count]
    if not counts:
        return "–"
    errors = [count["error"] for count in counts if "error" in count]
    if errors:
        return f"fails: {errors[0]}"
    different, of = (sum(count[key] for count in counts) for key in ("different", "of"))
    return f"all {of} the same" if different == 0 else f"{different} of {of} differ"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=HOME / "target" / "consumers")
    parser.add_argument("names", nargs="*", help="regular expressions; the rows with such names")
    words = parser.parse_args()
    words.folder.mkdir(parents=True, exist_ok=True)
    lab = Lab(words.folder.resolve())
    rows = [row for row in ROWS if not words.names or any(re.search(name, row.name) for name in words.names)]
    lines = [HEADER]
    print(HEADER, flush=True)
    for row in rows:
        lines.append(line(row, lab))
        print(lines[-1], flush=True)
    (lab.folder / "consumers.md").write_text("\n".join(lines) + "\n")
    return int(any("failed: " in one or "fails: " in one for one in lines))


if __name__ == "__main__":
    sys.exit(main())
