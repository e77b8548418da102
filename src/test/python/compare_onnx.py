"""Converts generate_from_uniforms to ONNX, and compares onnxruntime's notes: FOLDER FILE.

Not part of the suite. Run with tensorflow-cpu==2.18.0, tf2onnx==1.17.0, onnx==1.17.0 and
onnxruntime==1.32.0.
"""

import subprocess
import sys

import numpy as np
import onnx
import onnxruntime
import tensorflow as tf

SIGNATURE = "generate_from_uniforms"


def complete(graph):
    """Says that the counters of loops are scalars: tf2onnx does not, and onnxruntime asks."""
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                if node.op_type == "Loop":
                    counter = attribute.g.input[0].type.tensor_type
                    counter.shape.CopyFrom(onnx.TensorShapeProto())
                complete(attribute.g)


folder, file = sys.argv[1:]
words = ["--saved-model", folder, "--signature_def", SIGNATURE, "--opset", "18", "--output", file]
subprocess.run([sys.executable, "-m", "tf2onnx.convert", *words], check=True)
model = onnx.load(file)
complete(model.graph)
onnx.save(model, file)

generate = tf.saved_model.load(folder).signatures[SIGNATURE]
session = onnxruntime.InferenceSession(file)
random = np.random.default_rng(1)
differ = 0
for rows, memory, temperature, top_k in [(1, 0, 1, 0), (3, 1, 0.9, 0), (2, 1, 0.9, 5), (2, 1, 0, 0)]:
    window = generate.structured_input_signature[1]["primer"].shape[1]
    inputs = {
        "primer": np.tile(random.integers(0, 88, (rows, 7), np.int32), window)[:, :window],
        "uniforms": random.random((rows, 60), np.float32),
        "temperature": np.array(temperature, np.float32),
        "top_k": np.array(top_k, np.int32),
        "memory": np.array(memory, np.float32),
    }
    theirs = session.run(None, inputs)[0]
    ours = generate(**{name: tf.constant(value) for name, value in inputs.items()})["notes"]
    different = int((theirs != ours.numpy()).sum())
    print(f"{different} of {theirs.size} notes differ")
    differ += different
sys.exit(differ > 0)
