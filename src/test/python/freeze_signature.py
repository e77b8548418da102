"""Writes a signature of a SavedModel as a frozen graph: FOLDER SIGNATURE FILE. Prints its inputs.

OpenVINO converts a folder's serving_default alone, and any frozen graph.
"""

import json
import sys

import tensorflow as tf
from tensorflow.python.framework import convert_to_constants

folder, signature, file = sys.argv[1:]
function = tf.saved_model.load(folder).signatures[signature]
frozen = convert_to_constants.convert_variables_to_constants_v2(function)
with open(file, "wb") as out:
    out.write(frozen.graph.as_graph_def().SerializeToString())
# The function has its inputs in the order of their names.
names = sorted(function.structured_input_signature[1])
print(json.dumps(dict(zip(names, (tensor.name for tensor in function.inputs)))))
