"""What a program is compared with: a folder's cases.json, which ConsumerCases has written in Java.

Each script of this folder loads a model in one program, and gives `report` its predictions and notes.
It runs in the environments of all programs, so it needs Python 3.8 and numpy alone.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

WARM_UP = 3
TIMED = 30
INTEGERS = {"primer", "steps", "top_k", "seed"}


def read(folder):
    return json.loads((Path(folder) / "cases.json").read_text())


def arrays(inputs):
    """The inputs of a signature, by name."""
    return {
        name: np.asarray(value, np.int32 if name in INTEGERS else np.float32)
        for name, value in inputs.items()
    }


def size(*paths):
    """The bytes of files, and of the files in folders."""
    files = [file for path in map(Path, paths) for file in ([path] if path.is_file() else path.rglob("*"))]
    return sum(file.stat().st_size for file in files if file.is_file())


def report(folder, predict, generators=None, bytes_of=()):
    """Compares a program with Java, and prints what came out as a line of JSON.

    `predict` returns the probabilities of the next token for windows, [batch, window]; `generators`
    return the notes of a signature from its inputs; `bytes_of` are the files that it loads.
    """
    cases = read(folder)
    windows = np.asarray(cases["windows"], np.int32)
    result = {"bytes": size(*bytes_of)}
    if predict:
        expected = np.asarray(cases["probabilities"], np.float32)
        result["difference"] = float(np.abs(np.asarray(predict(windows)) - expected).max())
        result["milliseconds"] = milliseconds(lambda: np.asarray(predict(windows[:1])))
    for signature, generate in (generators or {}).items():
        result[signature] = compared(signature, generate, cases)
    print(json.dumps(result))


def milliseconds(call):
    for _ in range(WARM_UP):
        call()
    times = []
    for _ in range(TIMED):
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    return times


def compared(signature, generate, cases):
    """How many notes of how many are others than in Java; or the error that there was."""
    different = total = 0
    for case in cases["generated"]:
        if case["signature"] == signature:
            notes = np.asarray(case["notes"])
            try:
                theirs = np.asarray(generate(arrays(case["inputs"])))
            except Exception as error:  # Whatever a program raises is its result.
                print(error, file=sys.stderr)
                return {"error": str(error).strip().splitlines()[-1][:200]}
            different += int((theirs != notes).sum()) if theirs.shape == notes.shape else notes.size
            total += notes.size
    return {"different": different, "of": total}
