"""The diagram beside a frozen graph tells of the network that the run holds."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import tensorflow as tf

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=["last", "every"])
def exported(request, workshop) -> tuple[Path, ET.Element]:
    """A run and its diagram."""
    run = request.getfixturevalue(f"tiny_{request.param}")
    graph = workshop.folder / "drawn" / f"{request.param}.pb"
    workshop("export", "--run", request.param, "--format", "graph", "--out", graph)
    return run, ET.parse(graph.with_suffix(".svg")).getroot()


def _texts(diagram: ET.Element) -> list[str]:
    return [text.text for text in diagram.iter(f"{SVG}text")]


def _weights_by_layer(run: Path) -> dict[str, int]:
    weights: dict[str, int] = {}
    latest = tf.train.latest_checkpoint(str(run))
    for name, shape in tf.train.list_variables(latest):
        if not name.startswith("adam/"):
            layer = name.split("/")[0]
            weights[layer] = weights.get(layer, 0) + int(tf.TensorShape(shape).num_elements())
    return weights


def test_each_layer_of_the_checkpoint_is_there_with_its_weights(exported):
    run, diagram = exported
    texts = _texts(diagram)

    for layer, count in _weights_by_layer(run).items():
        place = texts.index(layer)
        # The layer's kind, then, a shape later, its weights; bidirectional layers tell their units.
        assert f"{count:,} weights" in texts[place : place + 5], layer


def test_the_weights_add_up(exported):
    run, diagram = exported
    total = sum(_weights_by_layer(run).values())

    assert f"{total:,} weights in all; B is the batch" in _texts(diagram)


def test_it_has_a_title_and_a_description(exported):
    run, diagram = exported

    assert diagram.find(f"{SVG}title").text == f"{run.name}: architecture"
    assert "bidirectional GRU layers of 5 units" in diagram.find(f"{SVG}desc").text


def test_a_graph_named_like_a_diagram_is_refused(tiny_last, workshop):
    failed = workshop.fails("export", "--run", "last", "--format", "graph", "--out", "x.svg")

    assert failed.returncode == 2
    assert "is the name of the diagram" in failed.stderr
