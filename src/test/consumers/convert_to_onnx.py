"""Converts a signature of a SavedModel to ONNX: FOLDER SIGNATURE FILE.

tf2onnx does not say that the counter of a loop is a scalar, and onnxruntime asks: it is added.
"""

import subprocess
import sys

import onnx


def complete(graph):
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                if node.op_type == "Loop":
                    counter = attribute.g.input[0].type.tensor_type
                    counter.shape.CopyFrom(onnx.TensorShapeProto())
                complete(attribute.g)


folder, signature, file = sys.argv[1:]
words = ["--saved-model", folder, "--signature_def", signature, "--opset", "18", "--output", file]
subprocess.run([sys.executable, "-m", "tf2onnx.convert", *words], check=True)
model = onnx.load(file)
complete(model.graph)
onnx.save(model, file)
