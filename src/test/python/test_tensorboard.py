"""The event files of a run, read by TensorBoard's own readers."""

import csv
import json
import struct
import wave
import zlib
from pathlib import Path

import midi_files
import numpy as np
import pytest
import tensorflow as tf
from google.protobuf import text_format
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
from tensorboard.backend.event_processing.plugin_event_accumulator import (
    EventAccumulator as PluginAccumulator,
)
from tensorboard.plugins.custom_scalar import layout_pb2
from tensorboard.plugins.graph import keras_util
from tensorboard.plugins.histogram import summary_v2 as histogram_summary
from tensorboard.plugins.hparams import metadata as hparams
from tensorboard.plugins.projector.projector_config_pb2 import ProjectorConfig
from tensorboard.util import tensor_util


def read(folder: Path) -> EventAccumulator:
    """Everything in a folder's event files, as TensorBoard keeps it, nothing left out."""
    everything = {"tensors": 0, "scalars": 0, "histograms": 0, "images": 0, "audio": 0}
    return EventAccumulator(str(folder), size_guidance=everything).Reload()


def curve(folder: Path, tag: str) -> dict:
    """Steps and values of a scalar; a step that is there twice fails."""
    points = read(folder).Tensors(tag)
    steps = [point.step for point in points]
    assert steps == sorted(set(steps)), steps
    return {point.step: tensor_util.make_ndarray(point.tensor_proto).item() for point in points}


def log_of(logged: Path, run: str) -> list:
    with open(logged.parent / "checkpoints" / run / "log.csv") as file:
        return list(csv.DictReader(file))


def checkpoint_of(logged: Path, run: str) -> str:
    return tf.train.latest_checkpoint(str(logged.parent / "checkpoints" / run))


def steps_of(logged: Path, run: str) -> int:
    return int(tf.train.load_variable(checkpoint_of(logged, run), "adam/iterations"))


def bytes_of_png(width: int, height: int) -> bytes:
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def probe(java, tmp_path_factory) -> tuple:
    """One event of each kind as nocturne writes it, and as TensorFlow writes it: by tag."""
    folder = tmp_path_factory.mktemp("probe")
    (folder / "a.png").write_bytes(bytes_of_png(3, 2))
    with wave.open(str(folder / "a.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        sound.writeframes(bytes(32))
    main = "io.nocturne.train.tensorboard.EventProbe"
    java(main, folder / "ours", folder / "a.png", folder / "a.wav")
    with tf.summary.create_file_writer(str(folder / "theirs")).as_default(step=3):
        tf.summary.scalar("scalar", 0.75)
        tf.summary.text("text", "| a |")
        tf.summary.histogram("histogram", [0, 1, 1, 2.5, -7, 3])
        tf.summary.histogram("same", [2.0, 2, 2])
        tf.summary.histogram("none", tf.zeros([0]))
        tf.summary.image("image", np.zeros([1, 2, 3, 1], np.uint8))
        tf.summary.audio("audio", np.zeros([1, 16, 1], np.float32), 8000, encoding="wav")
        from keras.src.callbacks.tensorboard import keras_model_summary

        keras_model_summary("keras", type("Model", (), {"to_json": lambda self: "{}"})(), step=3)
    return values(folder / "ours"), values(folder / "theirs")


def values(folder: Path) -> dict:
    (file,) = folder.glob("events*")
    return {v.tag: v for event in EventFileLoader(str(file)).Load() for v in event.summary.value}


KINDS = ["scalar", "text", "histogram", "same", "none", "image", "audio", "keras"]


@pytest.mark.parametrize("kind", KINDS)
def test_plugins_get_the_metadata_that_tensorflow_gives_them(probe, kind):
    ours, theirs = (side[kind].metadata for side in probe)
    assert ours.plugin_data.plugin_name == theirs.plugin_data.plugin_name
    assert ours.plugin_data.content == theirs.plugin_data.content
    assert ours.data_class == theirs.data_class


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("image", "audio")])
def test_values_are_the_tensors_that_tensorflow_writes(probe, kind):
    ours, theirs = (tensor_util.make_ndarray(side[kind].tensor) for side in probe)
    np.testing.assert_array_equal(ours, theirs)
    assert ours.dtype == theirs.dtype


def test_an_image_is_its_width_its_height_and_a_file_of_that_size(probe):
    ours, theirs = (list(side["image"].tensor.string_val) for side in probe)
    assert ours[:2] == theirs[:2] == [b"3", b"2"]
    assert tf.io.decode_png(ours[2]).shape == (2, 3, 1)


def test_a_sound_is_a_file_that_tensorflow_decodes(probe):
    ours, theirs = (list(side["audio"].tensor.string_val) for side in probe)
    assert len(ours) == len(theirs) == 1
    sound = tf.audio.decode_wav(ours[0])
    assert sound.sample_rate == 8000 and sound.audio.shape == (16, 1)


def test_every_record_has_sound_checksums(logged):
    files = list(logged.rglob("*tfevents*"))
    assert len(files) >= 15
    for file in files:
        for record in tf.data.TFRecordDataset(str(file)):  # Checks both of each record.
            tf.compat.v1.Event.FromString(record.numpy())


def test_a_flipped_bit_is_noticed(logged, tmp_path):
    (file,) = (logged / "short" / "validation").glob("*tfevents*")
    damaged = bytearray(file.read_bytes())
    damaged[20] ^= 1
    (tmp_path / "damaged").write_bytes(damaged)
    with pytest.raises(tf.errors.DataLossError):
        list(tf.data.TFRecordDataset(str(tmp_path / "damaged")))


@pytest.mark.parametrize("run", ["short", "resumed"])
def test_curves_by_epoch_are_those_of_the_log(logged, run):
    rows = log_of(logged, run)
    for folder, prefix in [("train", ""), ("validation", "val_")]:
        for metric in ["loss", "accuracy"]:
            expected = {int(row["epoch"]): float(row[prefix + metric]) for row in rows}
            assert curve(logged / run / folder, f"epoch_{metric}") == pytest.approx(expected)
    rates = curve(logged / run / "train", "epoch_learning_rate")
    assert rates == pytest.approx({epoch: 0.001 for epoch in range(len(rows))})


@pytest.mark.parametrize("run", ["short", "resumed"])
def test_curves_by_step_have_every_third_step_once(logged, run):
    expected = list(range(3, steps_of(logged, run) + 1, 3))
    assert len(expected) >= 4
    for tag in ["batch_loss", "batch_accuracy"]:
        assert list(curve(logged / run / "steps" / "train", tag)) == expected
    rates = curve(logged / run / "steps" / "train", "batch_notes_per_second")
    assert set(rates) <= set(expected) and all(rate > 0 for rate in rates.values())


def test_evaluations_lie_at_the_steps_after_which_they_were_made(logged):
    epochs = len(log_of(logged, "resumed"))
    an_epoch = steps_of(logged, "resumed") // epochs
    losses = curve(logged / "resumed" / "steps" / "validation", "evaluation_loss_vs_iterations")
    by_epoch = curve(logged / "resumed" / "validation", "epoch_loss")
    assert losses == {an_epoch * (epoch + 1): loss for epoch, loss in by_epoch.items()}


def test_all_that_the_keras_callback_writes_by_number_is_there(logged, tmp_path):
    import keras

    model = keras.Sequential([keras.layers.Dense(2, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    x, y = np.ones([8, 3], np.float32), np.zeros([8], np.int32)
    callback = keras.callbacks.TensorBoard(tmp_path, update_freq=1)
    model.fit(x, y, validation_data=(x, y), callbacks=[callback], verbose=0)
    for side in ["train", "validation"]:
        theirs = set(tags(tmp_path / side, "scalars"))
        run = logged / "short"
        ours = tags(run / side, "scalars") + tags(run / "steps" / side, "scalars")
        assert theirs and theirs <= set(ours)


def tags(folder: Path, plugin: str) -> list:
    return list(PluginAccumulator(str(folder)).Reload().PluginTagToContent(plugin))


def test_histograms_count_the_weights_of_the_checkpoint(logged):
    events = read(logged / "short" / "train")
    last = checkpoint_of(logged, "short")
    names = [n for n, _ in tf.train.list_variables(last) if not n.startswith("adam/")]
    for name in names:
        point = events.Tensors(name + "/histogram")[-1]
        weights = tf.train.load_variable(last, name)
        theirs = histogram_summary.histogram_pb("x", weights).value[0].tensor
        np.testing.assert_allclose(
            tensor_util.make_ndarray(point.tensor_proto), tensor_util.make_ndarray(theirs)
        )


def test_gradient_norms_count_each_step_of_an_epoch_once(logged):
    events = read(logged / "resumed" / "steps" / "train")
    epochs = len(log_of(logged, "resumed"))
    an_epoch = steps_of(logged, "resumed") // epochs
    for tag in ["gradient_norm", "dense/kernel/gradient_norm"]:
        points = events.Tensors(tag)
        assert [point.step for point in points] == [an_epoch * n for n in range(1, epochs + 1)]
        for point in points:
            assert tensor_util.make_ndarray(point.tensor_proto)[:, 2].sum() == an_epoch


def test_the_graph_is_grouped_by_layer(logged):
    graph = read(logged / "short" / "train").Graph()
    layers = ["embedding", "bidirectional_0", "dropout_0", "bidirectional_1", "dense", "loss", "adam"]
    assert {node.name.split("/")[0] for node in graph.node} >= set(layers)


def test_the_conceptual_graph_is_the_chain_of_layers(logged):
    (tensor,) = read(logged / "short" / "train").Tensors("keras")
    model = json.loads(tensor_util.make_ndarray(tensor.tensor_proto).item())
    nodes = keras_util.keras_model_to_graph_def(model).node
    names = [node.name for node in nodes]
    middle = ["embedding", "bidirectional_0", "dropout_0", "bidirectional_1", "dropout_1"]
    assert names == ["notes", *middle, "dense"]
    assert [list(node.input) for node in nodes[1:]] == [[node.name] for node in nodes[:-1]]


def test_hyperparameters_are_the_settings_by_their_options_names(logged):
    content = PluginAccumulator(str(logged / "fast")).Reload().PluginTagToContent("hparams")
    start = hparams.parse_session_start_info_plugin_data(content[hparams.SESSION_START_INFO_TAG])
    expected = {"units": 5, "learning-rate": 0.01, "dropout": 0.2, "stride": 4, "seed": 3}
    for name, value in expected.items():
        assert start.hparams[name].number_value == value, name
    assert start.hparams["targets"].string_value == "last"
    assert start.hparams["corpus"].string_value == "embedded"
    assert "inter-op-threads" not in start.hparams and "update-freq" not in start.hparams


@pytest.mark.parametrize("run", ["short", "resumed"])
def test_a_run_that_has_ended_is_a_success(logged, run):
    content = PluginAccumulator(str(logged / run)).Reload().PluginTagToContent("hparams")
    end = hparams.parse_session_end_info_plugin_data(content[hparams.SESSION_END_INFO_TAG])
    assert end.status == 1  # STATUS_SUCCESS


def test_best_loss_is_the_lowest_so_far(logged):
    losses = [float(row["val_loss"]) for row in log_of(logged, "resumed")]
    lowest = {epoch: min(losses[: epoch + 1]) for epoch in range(len(losses))}
    assert curve(logged / "resumed", "best_val_loss") == pytest.approx(lowest)


def test_texts_tell_settings_corpus_and_layers(logged):
    events = read(logged / "fast")
    texts = {
        tag: tensor_util.make_ndarray(events.Tensors(tag)[0].tensor_proto).item().decode()
        for tag in ["configuration", "corpus", "model"]
    }
    assert "| optimizer | learning-rate | 0.01 |" in texts["configuration"]
    assert "| pieces | 8 |" in texts["corpus"]
    assert "| embedding | Embedding |" in texts["model"]


def test_a_corpus_of_files_reports_on_each(nocturne, tmp_path):
    midi_files.write(tmp_path / "midi" / "scale.mid", range(40, 70))
    midi_files.write(tmp_path / "midi" / "other.mid", range(50, 80))
    (tmp_path / "midi" / "bad.mid").write_bytes(b"no music")
    nocturne("prepare", "midi", "--out", "corpus")
    small = ["--embedding", "3", "--units", "2", "--window", "5", "--epochs", "1"]
    nocturne("train", "corpus", "--run", "r", *small)
    tensor = read(tmp_path / "tensorboard" / "r").Tensors("corpus")[0].tensor_proto
    text = tensor_util.make_ndarray(tensor).item().decode()
    assert "| read | 2 |" in text and "| skipped | 1 |" in text and "bad.mid" in text


def test_the_layout_puts_training_and_validation_into_one_chart(logged):
    (tensor,) = read(logged / "short").Tensors("custom_scalars__config__")
    content = tensor_util.make_ndarray(tensor.tensor_proto).item()
    layout = layout_pb2.Layout.FromString(content)
    charts = {(c.title, chart.title): chart for c in layout.category for chart in c.chart}
    loss = charts[("Training and validation by epoch", "loss")]
    assert list(loss.multiline.tag) == ["epoch_loss$"]
    assert len(charts) == 4


def test_the_projector_finds_the_embedding_and_the_notes_names(logged):
    run = logged / "resumed"
    config = text_format.Parse((run / "projector_config.pbtxt").read_text(), ProjectorConfig())
    (embedding,) = config.embeddings
    names = (run / embedding.metadata_path).read_text().splitlines()
    rows = np.loadtxt(run / embedding.tensor_path, delimiter="\t", dtype=np.float32)
    weights = tf.train.load_variable(checkpoint_of(logged, "resumed"), embedding.tensor_name)
    np.testing.assert_array_equal(rows, weights)
    assert names[0] == "A0" and names[87] == "C8" and len(names) == len(rows)
