"""SavedModels, loaded by TensorFlow and Keras."""

import json
import re
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from saved_models import PAD, TOKENS, WINDOW, loaded, predict, windows
from tensorflow.core.protobuf import saved_model_pb2
from tolerance import assert_close

CLI = Path(sys.executable).with_name("saved_model_cli")


@pytest.fixture(params=["exported_last", "exported_every"])
def exported(request) -> Path:
    return request.getfixturevalue(request.param)


def graph_of(folder):
    model = saved_model_pb2.SavedModel()
    model.ParseFromString((folder / "saved_model.pb").read_bytes())
    assert len(model.meta_graphs) == 1
    return model.meta_graphs[0]


def test_loads_with_every_variable_under_its_checkpoint_name(exported):
    model = loaded(exported)
    checkpoint = tf.train.load_checkpoint(exported / "variables" / "variables")
    values = {variable.name.removesuffix(":0"): variable.numpy() for variable in model.variables}
    assert len(values) == 15
    assert values.keys() == checkpoint.get_variable_to_shape_map().keys()
    for name, value in values.items():
        np.testing.assert_array_equal(value, checkpoint.get_tensor(name), name)


def test_every_variable_is_trainable(exported):
    trainable = {variable.name for variable in trainable_variables(loaded(exported))}
    assert trainable == {variable.name for variable in loaded(exported).variables}
    assert len(trainable) == 15


def test_probabilities_are_the_softmax_of_the_logits(exported):
    outputs = predict(exported, windows(4))
    assert outputs["logits"].shape == (4, TOKENS)
    expected = tf.nn.softmax(outputs["logits"]).numpy()
    assert_close(outputs["probabilities"], expected)


def test_serve_is_the_default_signature_by_another_name(exported):
    one, other = predict(exported, windows(3)), predict(exported, windows(3), "serve")
    assert_close(one["probabilities"], other["probabilities"])


def test_the_default_signature_is_the_last_of_every_step(exported_every):
    every = predict(exported_every, windows(3), "every_step")["probabilities"]
    assert every.shape == (3, WINDOW, TOKENS)
    last = predict(exported_every, windows(3))["probabilities"]
    assert_close(every[:, -1], last)


def trainable_variables(model):
    """TensorFlow gives them to the signatures and not to the model itself."""
    return model.signatures["serving_default"].trainable_variables


def loss_of(model, notes, targets):
    """What the network was trained on: of each next note where it has every step, of the last."""
    if "every_step" in model.signatures:
        predicted = model.signatures["every_step"](notes=notes)["probabilities"]
        targets = tf.concat([notes[:, 1:], targets[:, None]], axis=1)
    else:
        predicted = model.signatures["serving_default"](notes=notes)["probabilities"]
    return tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(targets, predicted))


def test_gradients_reach_every_variable(exported):
    model = loaded(exported)
    with tf.GradientTape() as tape:
        loss = loss_of(model, tf.constant(windows(8)), tf.constant(windows(8)[:, 0]))
    variables = trainable_variables(model)
    for variable, gradient in zip(variables, tape.gradient(loss, variables), strict=True):
        assert gradient is not None, variable.name
        assert np.abs(tf.convert_to_tensor(gradient).numpy()).max() > 0, variable.name


def test_a_step_of_fine_tuning_lowers_the_loss(exported_last):
    model = tf.saved_model.load(exported_last)
    notes, targets = tf.constant(windows(16)), tf.constant(windows(16)[:, 3])
    with tf.GradientTape() as tape:
        before = loss_of(model, notes, targets)
    variables = trainable_variables(model)
    gradients = tape.gradient(before, variables)
    for variable, gradient in zip(variables, gradients, strict=True):
        variable.assign_sub(0.1 * tf.convert_to_tensor(gradient))
    assert loss_of(model, notes, targets) < before


def test_saved_again_with_its_signatures_it_keeps_them_and_changed_weights(exported_last, tmp_path):
    model = tf.saved_model.load(exported_last)
    bias = next(variable for variable in model.variables if "dense/bias" in variable.name)
    bias.assign_add(np.arange(TOKENS, dtype=np.float32))
    tf.saved_model.save(model, tmp_path / "again", signatures=dict(model.signatures))
    again = tf.saved_model.load(tmp_path / "again")
    assert again.signatures.keys() == model.signatures.keys()
    expected, got = (
        one.signatures["serving_default"](notes=tf.constant(windows(2)))["logits"]
        for one in (model, again)
    )
    assert_close(got, expected)
    assert np.abs(got - predict(exported_last, windows(2))["logits"]).max() > 1


def test_is_a_layer_with_weights_in_a_keras_model(exported_last):
    inputs = keras.Input((WINDOW,), dtype="int32")
    layer = keras.layers.TFSMLayer(exported_last, call_endpoint="serving_default")
    model = keras.Model(inputs, layer(inputs)["probabilities"])
    assert len(layer.trainable_weights) == 15
    expected = predict(exported_last, windows(5))["probabilities"]
    assert_close(model.predict(windows(5), verbose=0), expected)


def test_a_keras_model_around_it_learns_with_fit(exported_last):
    inputs = keras.Input((WINDOW,), dtype="int32")
    layer = keras.layers.TFSMLayer(exported_last, call_endpoint="serving_default")
    model = keras.Model(inputs, layer(inputs)["logits"])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(1e-2), loss, jit_compile=False)
    # Keras 3.15 names an optimiser's variables in a way that TensorFlow refuses inside of fit.
    model.optimizer.build(model.trainable_variables)
    losses = model.fit(windows(32), windows(32)[:, 0], epochs=4, verbose=0).history["loss"]
    assert losses[-1] < losses[0]


def saved_model_cli(*words):
    done = subprocess.run([CLI, *map(str, words)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_saved_model_cli_shows_every_signature(exported_every):
    shown = saved_model_cli("show", "--dir", exported_every, "--all")
    signatures = re.findall(r"signature_def\['(\w+)'\]", shown)
    assert sorted(signatures) == [
        "continuation",
        "every_step",
        "generate",
        "generate_from_uniforms",
        "serve",
        "serving_default",
    ]
    assert shown.count("Method name is: tensorflow/serving/predict") == len(signatures)


def test_saved_model_cli_runs_the_default_signature(exported_last, tmp_path):
    np.save(tmp_path / "notes.npy", windows(2))
    saved_model_cli(
        *("run", "--dir", exported_last, "--tag_set", "serve"),
        *("--signature_def", "serving_default", "--outdir", tmp_path),
        *("--inputs", f"notes={tmp_path / 'notes.npy'}"),
    )
    expected = predict(exported_last, windows(2))["probabilities"]
    assert_close(np.load(tmp_path / "probabilities.npy"), expected)


def test_is_stamped_and_tagged_as_tensorflows_own(exported):
    graph = graph_of(exported)
    assert graph.meta_info_def.tensorflow_version == tf.__version__
    assert list(graph.meta_info_def.tags) == ["serve"]
    assert all(
        signature.method_name == "tensorflow/serving/predict"
        for signature in graph.signature_def.values()
    )


def test_holds_the_inference_graph_and_what_restoring_needs(exported):
    graph = graph_of(exported)
    nodes = [*graph.graph_def.node, *(n for f in graph.graph_def.library.function for n in f.node_def)]
    ops = {node.op for node in nodes}
    assert not [op for op in ops if "Adam" in op or "Grad" in op or "CrossEntropy" in op]
    counts = {op: sum(node.op == op for node in nodes) for op in ("SaveV2", "RestoreV2")}
    assert counts == {"SaveV2": 1, "RestoreV2": 1}
    # One to initialise and one to restore each variable.
    assert sum(node.op == "AssignVariableOp" for node in nodes) == 2 * 15


def test_a_version_of_a_served_model_is_a_savedmodel(nocturne, tiny_last):
    nocturne("export", "--run", tiny_last, "--serving-root", "served/tiny")
    assert [file.name for file in (nocturne.folder / "served" / "tiny").iterdir()] == ["1"]
    assert tf.saved_model.contains_saved_model(nocturne.folder / "served" / "tiny" / "1")


def prediction_log():
    """The class of tensorflow.serving.PredictionLog, as far as it is needed here.

    tensorflow-serving-api has it, but wants the package `tensorflow` beside it.
    """
    file = descriptor_pb2.FileDescriptorProto(
        name="prediction_log_in_part.proto",
        package="tensorflow.serving",
        syntax="proto3",
        dependency=["tensorflow/core/framework/tensor.proto"],
    )
    text = {"type": descriptor_pb2.FieldDescriptorProto.TYPE_STRING}
    single = {"label": descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL}
    repeated = {"label": descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED}

    def of(name):
        kind = descriptor_pb2.FieldDescriptorProto.TYPE_MESSAGE
        return {"type": kind, "type_name": f".tensorflow.{name}"}

    spec = file.message_type.add(name="ModelSpec")
    spec.field.add(name="signature_name", number=3, **single, **text)
    request = file.message_type.add(name="PredictRequest")
    request.field.add(name="model_spec", number=1, **single, **of("serving.ModelSpec"))
    request.field.add(
        name="inputs", number=2, **repeated, **of("serving.PredictRequest.InputsEntry")
    )
    entry = request.nested_type.add(name="InputsEntry")
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, **single, **text)
    entry.field.add(name="value", number=2, **single, **of("TensorProto"))
    predict_log = file.message_type.add(name="PredictLog")
    predict_log.field.add(name="request", number=1, **single, **of("serving.PredictRequest"))
    log = file.message_type.add(name="PredictionLog")
    log.field.add(name="predict_log", number=6, **single, **of("serving.PredictLog"))
    pool = descriptor_pool.Default()
    pool.Add(file)
    return message_factory.GetMessageClass(
        pool.FindMessageTypeByName("tensorflow.serving.PredictionLog")
    )


def test_warm_up_requests_can_be_answered(exported_last):
    model = loaded(exported_last)
    log = prediction_log()
    answered = []
    file = exported_last / "assets.extra" / "tf_serving_warmup_requests"
    for record in tf.data.TFRecordDataset(str(file)):
        request = log.FromString(record.numpy()).predict_log.request
        inputs = {name: tf.constant(tf.make_ndarray(value)) for name, value in request.inputs.items()}
        signature = model.signatures[request.model_spec.signature_name]
        # TensorFlow Serving takes all of a signature's inputs and no others.
        assert inputs.keys() == signature.structured_input_signature[1].keys()
        signature(**inputs)
        answered.append(request.model_spec.signature_name)
    assert answered == ["serving_default", "generate"]


def test_its_vocabulary_names_every_token(exported_last):
    vocabulary = json.loads((exported_last / "assets.extra" / "vocabulary.json").read_text())
    assert len(vocabulary["tokens"]) == TOKENS
    assert vocabulary["tokens"][PAD] == "<pad>"
