"""A contestant of the benchmarks: `worker.py PEER`.

Reads a JSON object a line and answers each with one, as io.nocturne.bench.Worker describes. A peer
is a module with a function `task(name, settings)`, which returns something ready to begin: with a
method `run(repetitions)` that returns how much was done, and with `versions` and `weights`.
"""

import importlib
import json
import os
import sys
import time
import traceback


def prepare(peer, request):
    # Imported here, so that a process measured from its start pays for it.
    work = importlib.import_module(peer).task(request["task"], request["settings"])
    answer = {"versions": {"python": sys.version.split()[0], **work.versions}}
    if getattr(work, "weights", None) is not None:
        answer["weights"] = work.weights
    return work, answer


def measure(work, repetitions):
    start = time.perf_counter()
    done = work.run(repetitions)
    return {"seconds": time.perf_counter() - start, "work": done}


def main():
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # Whatever prints must not get between the answers.
    work = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "task" in request:
                work, answer = prepare(sys.argv[1], request)
            else:
                answer = measure(work, request["repetitions"])
        except Exception as problem:
            traceback.print_exc()
            answer = {"error": f"{type(problem).__name__}: {problem}".split("\n")[0]}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
