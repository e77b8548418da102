"""SavedModels, taken by what converts them."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import openvino
import pytest
import tensorflow as tf
from saved_models import loaded, predict, windows
from tensorflow.python.framework import convert_to_constants
from tensorflow.python.tools import freeze_graph
from tolerance import assert_close

SELECT = [tf.lite.OpsSet.TFLITE_BUILTINS, tf.lite.OpsSet.SELECT_TF_OPS]


@pytest.fixture(params=["exported_last", "exported_every"])
def exported(request) -> Path:
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["exported_last", "exported_forward"])
def generating(request) -> Path:
    """A network that reads windows, and one that carries its state."""
    return request.getfixturevalue(request.param)


def lite(folder, signature="serving_default", ops=(tf.lite.OpsSet.TFLITE_BUILTINS,)):
    """One signature as a TFLite model, which calls its only one serving_default."""
    converter = tf.lite.TFLiteConverter.from_saved_model(str(folder), signature_keys=[signature])
    converter.target_spec.supported_ops = list(ops)
    interpreter = tf.lite.Interpreter(model_content=converter.convert())
    return interpreter.get_signature_runner("serving_default")


def test_tflite_takes_it_without_tensorflows_ops_and_gives_the_same_for_any_batch(exported):
    run = lite(exported)
    for rows in (1, 3):
        expected = predict(exported, windows(rows))
        outputs = run(notes=windows(rows))
        for name in ("probabilities", "logits"):
            assert_close(outputs[name], expected[name], err_msg=name)


def test_tflite_gives_the_same_for_every_step(exported_every):
    outputs = lite(exported_every, "every_step")(notes=windows(2))
    expected = predict(exported_every, windows(2), "every_step")["probabilities"]
    assert_close(outputs["probabilities"], expected)


def test_tflite_with_tensorflows_ops_gives_the_same(exported_last):
    outputs = lite(exported_last, ops=SELECT)(notes=windows(3))
    expected = predict(exported_last, windows(3))["probabilities"]
    assert_close(outputs["probabilities"], expected)


def request(rows=2, memory=1.0):
    """Inputs of generate_from_uniforms, for pieces long enough that the memory recalls notes."""
    uniforms = np.random.default_rng(7).random((rows, 240), np.float32)
    return {
        "primer": np.tile(windows(rows)[:, :3], 3),
        "uniforms": uniforms,
        "temperature": np.array(0.9, np.float32),
        "top_k": np.array(5, np.int32),
        "memory": np.array(memory, np.float32),
    }


def generated(folder, inputs, signature="generate_from_uniforms"):
    generate = loaded(folder).signatures[signature]
    return generate(**{name: tf.constant(value) for name, value in inputs.items()})["notes"]


def test_tflite_with_tensorflows_ops_generates_the_same_notes_of_a_seed(exported_last):
    inputs = request()
    del inputs["uniforms"]
    inputs |= {"steps": np.int32(8), "seed": np.array([1, 2], np.int32)}
    expected = generated(exported_last, inputs, "generate")
    notes = lite(exported_last, "generate", SELECT)(**inputs)["notes"]
    np.testing.assert_array_equal(notes, expected)


def test_tflite_without_them_generates_the_same_notes_from_uniforms(generating):
    run = lite(generating, "generate_from_uniforms")
    for inputs in (request(1, memory=0.0), request(3)):
        np.testing.assert_array_equal(run(**inputs)["notes"], generated(generating, inputs))


def test_openvino_generates_the_same_notes_from_uniforms(generating, tmp_path):
    # In a process of its own: TensorFlow refuses a second conversion, whose loops have equal names.
    script = Path(__file__).with_name("freeze_signature.py")
    words = [sys.executable, script, generating, "generate_from_uniforms", tmp_path / "frozen.pb"]
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=120)
    ports = json.loads(done.stdout.splitlines()[-1])
    hint = {"INFERENCE_PRECISION_HINT": "f32"}
    model = openvino.Core().compile_model(tmp_path / "frozen.pb", "CPU", hint)
    for inputs in (request(1, memory=0.0), request(3)):
        notes = model({ports[name]: value for name, value in inputs.items()})[0]
        np.testing.assert_array_equal(notes, generated(generating, inputs))


def test_openvino_compiles_the_folder_and_gives_the_same(exported):
    core = openvino.Core()
    hint = {"INFERENCE_PRECISION_HINT": "f32"}
    model = core.compile_model(core.read_model(exported), "CPU", hint)
    outputs = model({"notes": windows(3)})
    expected = predict(exported, windows(3))
    for name in ("probabilities", "logits"):
        assert_close(outputs[name], expected[name], err_msg=name)


def run_frozen(graph, notes):
    with tf.compat.v1.Session(graph=tf.Graph()) as session:
        tf.compat.v1.import_graph_def(graph, name="")
        return session.run("probabilities:0", {"notes:0": notes})


def test_freeze_graph_freezes_it(exported, tmp_path):
    freeze_graph.freeze_graph(
        input_graph=None,
        input_saver="",
        input_binary=True,
        input_checkpoint=None,
        output_node_names="probabilities",
        restore_op_name=None,
        filename_tensor_name=None,
        output_graph=str(tmp_path / "frozen.pb"),
        clear_devices=True,
        initializer_nodes="",
        input_saved_model_dir=str(exported),
    )
    graph = tf.compat.v1.GraphDef.FromString((tmp_path / "frozen.pb").read_bytes())
    expected = predict(exported, windows(3))["probabilities"]
    assert_close(run_frozen(graph, windows(3)), expected)


def test_convert_variables_to_constants_takes_a_session_with_it(exported_last):
    with tf.compat.v1.Session(graph=tf.Graph()) as session:
        tf.compat.v1.saved_model.load(session, ["serve"], str(exported_last))
        graph = tf.compat.v1.graph_util.convert_variables_to_constants(
            session, session.graph_def, ["probabilities"]
        )
    assert not [node.name for node in graph.node if node.op in ("VarHandleOp", "ReadVariableOp")]
    expected = predict(exported_last, windows(3))["probabilities"]
    assert_close(run_frozen(graph, windows(3)), expected)


@pytest.mark.parametrize("signature", ["serving_default", "generate"])
def test_convert_variables_to_constants_v2_takes_its_signatures(exported_last, signature):
    function = loaded(exported_last).signatures[signature]
    frozen = convert_to_constants.convert_variables_to_constants_v2(function)
    assert not frozen.graph.variables
    nodes = frozen.graph.as_graph_def().node
    assert not [node.name for node in nodes if node.op == "VarHandleOp"]
