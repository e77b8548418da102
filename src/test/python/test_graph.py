"""Frozen graphs, read by TensorFlow and OpenVINO."""

from pathlib import Path

import openvino
import pytest
import tensorflow as tf
from saved_models import WINDOW, predict, windows
from tolerance import assert_close


@pytest.fixture(scope="module")
def frozen(workshop, tiny_last, tiny_every) -> dict:
    """The file of each kind of run, written to where it is written by default."""
    files = {}
    for run in (tiny_last, tiny_every):
        workshop("export", "--run", run, "--format", "graph")
        files[run.name] = workshop.folder / "graphs" / f"{run.name}.pb"
    return files


@pytest.fixture(params=["last", "every"])
def targets(request) -> str:
    return request.param


@pytest.fixture
def expected(targets, request) -> dict:
    folder = request.getfixturevalue(f"exported_{targets}")
    outputs = predict(folder, windows(3))
    if targets == "every":
        outputs["every_step"] = predict(folder, windows(3), "every_step")["probabilities"]
    return outputs


def graph_of(file: Path):
    return tf.compat.v1.GraphDef.FromString(file.read_bytes())


def test_import_graph_def_gives_what_the_savedmodel_gives(frozen, targets, expected):
    with tf.compat.v1.Session(graph=tf.Graph()) as session:
        tf.compat.v1.import_graph_def(graph_of(frozen[targets]), name="")
        fetches = {name: f"{name}:0" for name in expected}
        outputs = session.run(fetches, {"notes:0": windows(3)})
    for name, values in expected.items():
        assert_close(outputs[name], values, err_msg=name)


def test_is_a_function_of_tensorflow_2_too(frozen, targets, expected):
    graph = graph_of(frozen[targets])
    wrapped = tf.compat.v1.wrap_function(
        lambda: tf.compat.v1.import_graph_def(graph, name=""), []
    )
    function = wrapped.prune("notes:0", "probabilities:0")
    assert function.inputs[0].shape.as_list() == [None, WINDOW]
    assert not wrapped.graph.variables
    outputs = function(tf.constant(windows(3))).numpy()
    assert_close(outputs, expected["probabilities"])


def test_openvino_compiles_it_and_gives_the_same(frozen, targets, expected):
    core = openvino.Core()
    hint = {"INFERENCE_PRECISION_HINT": "f32"}
    model = core.compile_model(core.read_model(frozen[targets]), "CPU", hint)
    outputs = model({"notes:0": windows(3)})
    assert_close(outputs["probabilities:0"], expected["probabilities"])


def test_its_only_input_is_the_notes(frozen, targets):
    nodes = graph_of(frozen[targets]).node
    assert [node.name for node in nodes if node.op.startswith("Placeholder")] == ["notes"]
