"""Signatures that convert_to_onnx.py has converted, in onnxruntime: FOLDER PREDICT GENERATE."""

import sys

import cases
import onnxruntime

folder, predict, generate = sys.argv[1:]
network = onnxruntime.InferenceSession(predict)
loop = onnxruntime.InferenceSession(generate)
cases.report(
    folder,
    lambda windows: network.run(["probabilities"], {"notes": windows})[0],
    {"generate_from_uniforms": lambda inputs: loop.run(None, inputs)[0]},
    [predict],
)
