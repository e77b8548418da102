"""TFLite models in LiteRT: FOLDER CONVERTED."""

import sys
from pathlib import Path

import cases
from ai_edge_litert.interpreter import Interpreter

folder, converted = sys.argv[1:]


def runner(signature):
    """A model's only signature is called serving_default, whatever it was."""
    interpreter = Interpreter(str(Path(converted, signature + ".tflite")), num_threads=2)
    return interpreter.get_signature_runner("serving_default")


predict = runner("serving_default")
generate = runner("generate_from_uniforms")
cases.report(
    folder,
    lambda windows: predict(notes=windows)["probabilities"],
    {"generate_from_uniforms": lambda inputs: generate(**inputs)["notes"]},
    [Path(converted, "serving_default.tflite")],
)
