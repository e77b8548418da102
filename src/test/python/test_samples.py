"""The samples of a training, as TensorBoard's own reader gives them to its tabs."""

import io
import json
import wave
from pathlib import Path

import pytest
import tensorflow as tf
from tensorboard.backend.event_processing.plugin_event_accumulator import EventAccumulator
from tensorboard.plugins.audio import metadata as audio_metadata
from tensorboard.plugins.image import metadata as image_metadata
from tensorboard.util.tensor_util import make_ndarray


def _strings(run: Path, tag: str) -> list[tuple[int, list[bytes]]]:
    """Step and content of each event of a tag."""
    reader = EventAccumulator(
        str(run.parents[1] / "tensorboard" / run.name / "samples"), size_guidance={"tensors": 0}
    )
    reader.Reload()
    return [
        (event.step, make_ndarray(event.tensor_proto).ravel().tolist())
        for event in reader.Tensors(tag)
    ]


def _metadata(run: Path, tag: str):
    reader = EventAccumulator(str(run.parents[1] / "tensorboard" / run.name / "samples"))
    reader.Reload()
    return reader.SummaryMetadata(tag)


def test_every_epoch_has_a_picture_and_a_sound(tiny_last):
    assert [step for step, _ in _strings(tiny_last, "piano_roll")] == [0, 1]
    assert [step for step, _ in _strings(tiny_last, "audio")] == [0, 1]


def test_the_images_and_the_audio_tab_claim_them(tiny_last):
    images = _metadata(tiny_last, "piano_roll").plugin_data
    audio = _metadata(tiny_last, "audio").plugin_data

    assert images.plugin_name == image_metadata.PLUGIN_NAME
    assert audio.plugin_name == audio_metadata.PLUGIN_NAME


def test_pictures_decode_to_the_size_they_state(tiny_last):
    for _, (width, height, png) in _strings(tiny_last, "piano_roll"):
        pixels = tf.io.decode_png(png)

        assert pixels.shape == (int(height), int(width), 3)


def test_pictures_show_notes_of_the_colour_of_their_loudness(tiny_last):
    _, (_, _, png) = _strings(tiny_last, "piano_roll")[0]
    pixels = tf.reshape(tf.io.decode_png(png), [-1, 3])
    # Samples have velocity 80, which lies between the blue and the purple of the colour scale.
    red, green, blue = 0x35, 0x5E, 0xAC
    notes = tf.reduce_all(tf.abs(tf.cast(pixels, tf.int32) - [red, green, blue]) <= 2, axis=1)

    # 48 notes of a quarter of a second, in rows of about five pixels, with gaps.
    assert 48 * 22 * 3 < int(tf.math.count_nonzero(notes)) < 48 * 24 * 5 + 500


def test_sounds_are_wav_files_of_the_notes(tiny_last):
    made = json.loads((tiny_last / "run.json").read_text())["corpus"]["provenance"]
    eighth = 30 / made["tempo"]
    for _, strings in _strings(tiny_last, "audio"):
        with wave.open(io.BytesIO(strings[0])) as sound:
            assert sound.getframerate() == 22050
            assert sound.getsampwidth() == 2
            assert sound.getnchannels() == 1
            # 48 notes, and 0.8 seconds for the last to die away.
            assert sound.getnframes() == pytest.approx(22050 * (48 * eighth + 0.8), abs=48)


def test_tensorflow_hears_the_sound_begin_and_end(tiny_last):
    _, strings = _strings(tiny_last, "audio")[-1]
    samples = tf.audio.decode_wav(strings[0]).audio[:, 0]

    assert float(tf.reduce_max(tf.abs(samples[:2205]))) > 0.01
    assert float(tf.reduce_max(tf.abs(samples[-220:]))) == 0
    assert float(tf.reduce_max(tf.abs(samples))) < 0.99


def test_epochs_sound_different(tiny_last):
    first, second = _strings(tiny_last, "audio")

    assert first[1][0] != second[1][0]


@pytest.fixture(scope="module")
def sampled_rarely(workshop) -> Path:
    """A run of three epochs that samples every other one."""
    sizes = ["--embedding", "3", "--units", "4", "--layers", "1", "--window", "5"]
    length = ["--stride", "64", "--epochs", "3", "--sample-freq", "2"]
    workshop("train", "embedded", "--run", "sampled-rarely", *sizes, *length)
    return workshop.folder / "checkpoints" / "sampled-rarely"


def test_sample_freq_counts_epochs(sampled_rarely):
    assert [step for step, _ in _strings(sampled_rarely, "piano_roll")] == [0, 2]


def test_a_resumed_run_keeps_its_sample_freq(sampled_rarely, workshop):
    workshop("train", "--resume", "--run", sampled_rarely.name, "--epochs", "5")

    assert [step for step, _ in _strings(sampled_rarely, "audio")] == [0, 2, 4]
