"""Keras archives that nocturne writes, as Keras reads them, trains on and saves them again."""

import io
import json
import zipfile
from pathlib import Path

import h5py
import keras
import keras_twin
import numpy as np
import pytest
import tensorflow as tf
from conftest import Nocturne
from keras_twin import Sizes
from tolerance import assert_close

RUNS = ["last", "every"]


class Archive:
    """A run's archive, the run and the SavedModel of the same weights."""

    def __init__(self, run: Path, file: Path, saved_model: Path):
        self.run = run
        self.file = file
        self.saved_model = saved_model
        self.sizes = Sizes.of_run(run)

    def load(self) -> keras.Model:
        return keras.models.load_model(self.file)

    def rows(self, count=12) -> np.ndarray:
        """Windows and the note after each, without padding."""
        random = np.random.default_rng(3)
        return random.integers(0, self.sizes.pad, (count, self.sizes.window + 1)).astype("int32")

    def windows_and_targets(self, count=12):
        rows = self.rows(count)
        return rows[:, :-1], rows[:, 1:] if self.sizes.targets == "every" else rows[:, -1]

    def best(self):
        """The run's best checkpoint."""
        best = json.loads((self.run / "progress.json").read_text())["best"]["checkpoint"]
        return tf.train.load_checkpoint(str(self.run / best))

    def config(self) -> dict:
        return config(self.file)


def config(file: Path) -> dict:
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("config.json"))


def moments(model: keras.Model) -> list:
    """Means and mean squares of the gradients, weight by weight."""
    return [variable.numpy() for variable in model.optimizer.variables[2:]]


def disagreements(part, whole, place="") -> list:
    """Where a tree of dictionaries and lists says other than a larger one."""
    if isinstance(part, dict) and isinstance(whole, dict):
        keys = [(key, whole.get(key, "nothing")) for key in part]
        return [d for key, other in keys for d in disagreements(part[key], other, f"{place}/{key}")]
    if isinstance(part, list) and isinstance(whole, list) and len(part) == len(whole):
        pairs = enumerate(zip(part, whole))
        return [d for i, pair in pairs for d in disagreements(*pair, f"{place}/{i}")]
    return [] if part == whole else [(place, part, whole)]


@pytest.fixture(scope="module", params=RUNS)
def archive(request, workshop: Nocturne) -> Archive:
    """The archive of a small run; read it, do not change it."""
    run = request.getfixturevalue(f"tiny_{request.param}")
    file = workshop.folder / "keras" / f"{request.param}.keras"
    workshop("export", "--run", run, "--format", "keras", "--out", file)
    return Archive(run, file, request.getfixturevalue(f"exported_{request.param}"))


@pytest.fixture(scope="module")
def model(archive) -> keras.Model:
    """The model as Keras loads it; do not train it."""
    return archive.load()


def test_keras_gives_the_probabilities_of_the_saved_model(archive, model):
    windows, _ = archive.windows_and_targets()
    signature = tf.saved_model.load(str(archive.saved_model)).signatures["serving_default"]
    ours = signature(notes=tf.constant(windows))["probabilities"].numpy()
    theirs = model.predict(windows, verbose=0)
    theirs = theirs[:, -1] if archive.sizes.targets == "every" else theirs
    assert_close(ours, theirs, archive.sizes)


def test_layers_have_the_names_and_weights_of_nocturne(archive, model):
    counts = {}
    for name, shape in keras_twin.weight_shapes(archive.sizes).items():
        layer = name.split("/")[0]
        counts[layer] = counts.get(layer, 0) + int(np.prod(shape))
    found = {layer.name: layer.count_params() for layer in model.layers if layer.weights}
    assert found == counts
    dropouts = [layer.name for layer in model.layers if not layer.weights]
    assert dropouts == ["dropout_0", "dropout_1"]


def test_weights_are_those_of_the_best_checkpoint_to_the_last_bit(archive, model):
    best = archive.best()
    names = keras_twin.weight_shapes(archive.sizes)
    for name, weight in zip(names, model.get_weights(), strict=True):
        assert np.array_equal(best.get_tensor(name), weight), name


def test_the_optimizer_stands_where_nocturnes_stood(archive, model):
    best = archive.best()
    assert model.optimizer.iterations == best.get_tensor("adam/iterations") > 0
    names = keras_twin.weight_shapes(archive.sizes)
    expected = [best.get_tensor(f"adam/{kind}/{name}") for name in names for kind in "mv"]
    for ours, theirs in zip(expected, moments(model), strict=True):
        assert np.array_equal(ours, theirs)


def test_the_model_is_compiled_as_the_run_was_trained(archive, model):
    settings = json.loads((archive.run / "run.json").read_text())["config"]["optimizer"]
    adam = model.optimizer.get_config()
    assert adam["name"] == "adam"
    assert adam["learning_rate"] == pytest.approx(settings["learning-rate"], rel=1e-7)
    assert (adam["beta_1"], adam["beta_2"]) == (settings["beta-1"], settings["beta-2"])
    assert adam["epsilon"] == settings["epsilon"]
    assert model.loss.get_config()["ignore_class"] == archive.sizes.pad


def test_keras_says_of_the_model_what_nocturne_wrote(archive, model, tmp_path):
    model.save(tmp_path / "again.keras")
    again = config(tmp_path / "again.keras")
    written = archive.config()
    # Keras keeps the rate as a float32.
    ours, theirs = [each["compile_config"]["optimizer"]["config"] for each in (written, again)]
    assert ours.pop("learning_rate") == pytest.approx(theirs.pop("learning_rate"), rel=1e-7)
    assert disagreements(written, again) == []


def groups(file: Path) -> set:
    """The groups of an archive's weights."""
    with zipfile.ZipFile(file) as archive:
        weights = h5py.File(io.BytesIO(archive.read("model.weights.h5")))
    found = []
    weights.visititems(lambda path, node: found.append(path) if hasattr(node, "keys") else None)
    return set(found)


def test_layers_without_weights_have_the_groups_that_keras_3_0_to_3_5_requires(
    archive, model, tmp_path
):
    model.save(tmp_path / "again.keras")
    required = {path for path in groups(tmp_path / "again.keras") if "seed_generator" not in path}
    assert "layers/dropout_1/vars" in required
    assert required <= groups(archive.file)


@pytest.mark.parametrize("archive", ["last"], indirect=True)
def test_fit_continues_and_lowers_the_loss(archive):
    model = archive.load()
    windows, targets = archive.windows_and_targets(24)
    before = int(model.optimizer.iterations)
    model.optimizer.learning_rate = 0.01
    losses = model.fit(windows, targets, batch_size=24, epochs=20, verbose=0).history["loss"]
    assert int(model.optimizer.iterations) == before + 20
    assert np.mean(losses[-3:]) < np.mean(losses[:3]) - 0.05


@pytest.fixture(scope="module")
def one_more_step(archive, java, tmp_path_factory):
    """What nocturne makes of the archive, once Keras has saved it again, by one step of a batch."""
    folder = tmp_path_factory.mktemp("step")
    archive.load().save(folder / "again.keras")
    (folder / "batch.json").write_text(json.dumps(archive.rows().tolist()))
    names = ["again.keras", "batch.json", "after.keras"]
    java("io.nocturne.interop.KerasProbe", *[folder / name for name in names])
    return keras.models.load_model(folder / "after.keras")


def test_the_next_step_of_keras_is_nocturnes_next_step(archive, one_more_step):
    model = without_dropout(archive.load())
    with_dense_gradients(model.optimizer)
    model.train_on_batch(*archive.windows_and_targets())
    assert model.optimizer.iterations == one_more_step.optimizer.iterations
    for ours, theirs in zip(one_more_step.get_weights(), model.get_weights(), strict=True):
        assert np.max(np.abs(ours - theirs)) < 1e-5
    for ours, theirs in zip(moments(one_more_step), moments(model), strict=True):
        assert np.max(np.abs(ours - theirs)) < 1e-5


def test_a_step_is_large_enough_to_be_compared(archive, model, one_more_step):
    for before, after in zip(model.get_weights(), one_more_step.get_weights(), strict=True):
        assert np.max(np.abs(before - after)) > 1e-4


def without_dropout(model: keras.Model) -> keras.Model:
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0
    return model


def with_dense_gradients(optimizer: keras.optimizers.Adam):
    """On TensorFlow Keras hands an embedding's gradients on one by one: see docs/numerics.md."""
    apply = optimizer.apply

    def apply_dense(gradients, variables=None):
        return apply([tf.convert_to_tensor(gradient) for gradient in gradients], variables)

    optimizer.apply = apply_dense


def test_the_vocabulary_travels_in_the_archive_until_keras_saves_it(archive, model, tmp_path):
    model.save(tmp_path / "again.keras")
    with zipfile.ZipFile(archive.file) as ours, zipfile.ZipFile(tmp_path / "again.keras") as theirs:
        assert ours.read("assets/vocabulary.json") == (archive.run / "vocabulary.json").read_bytes()
        assert "assets/vocabulary.json" not in theirs.namelist()


@pytest.mark.parametrize("archive", ["last"], indirect=True)
def test_the_same_run_gives_the_same_bytes(archive, nocturne, tmp_path):
    nocturne("export", "--run", archive.run, "--format", "keras", "--out", "again.keras")
    assert (tmp_path / "again.keras").read_bytes() == archive.file.read_bytes()


def test_an_archive_of_another_name_is_refused(nocturne, tiny_last, tmp_path):
    done = nocturne.fails("export", "--run", tiny_last, "--format", "keras", "--out", "model.h5")
    assert done.returncode == 2
    assert done.stderr == "error: --out model.h5: must end in .keras, which Keras requires\n"
    assert not (tmp_path / "model.h5").exists()
