"""Converts signatures of a SavedModel to TFLite, with builtin ops alone: FOLDER OUT FORM.

FORM is float32, int8 (dynamic range: the weights) or float16 (the weights).
"""

import sys
from pathlib import Path

import tensorflow as tf

folder, out, form = sys.argv[1:]
Path(out).mkdir(parents=True, exist_ok=True)
for signature in ("serving_default", "generate_from_uniforms"):
    converter = tf.lite.TFLiteConverter.from_saved_model(
        folder + "/saved_model", signature_keys=[signature]
    )
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]
    if form != "float32":
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if form == "float16":
        converter.target_spec.supported_types = [tf.float16]
    Path(out, signature + ".tflite").write_bytes(converter.convert())
