"""The SavedModel in OpenVINO, and generate_from_uniforms as a frozen graph: FOLDER FROZEN PORTS.

PORTS is what freeze_signature.py printed: the inputs' names in the frozen graph.
"""

import json
import sys
from pathlib import Path

import cases
import openvino

folder, frozen, ports = sys.argv[1:]
ports = json.loads(Path(ports).read_text().splitlines()[-1])
core = openvino.Core()
hint = {"INFERENCE_PRECISION_HINT": "f32"}
path = Path(folder, "saved_model")
predict = core.compile_model(core.read_model(path), "CPU", hint)
generate = core.compile_model(frozen, "CPU", hint)
cases.report(
    folder,
    lambda windows: predict({"notes": windows})["probabilities"],
    {"generate_from_uniforms": lambda inputs: generate({ports[n]: v for n, v in inputs.items()})[0]},
    [path / "saved_model.pb", path / "variables"],
)
