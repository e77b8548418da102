"""Makes keras2.zip, files of Keras 2 for the Java tests, in src/test/resources/io/nocturne/export.

    python3.11 -m venv OLD && OLD/bin/pip install tensorflow-cpu==2.15.1
    OLD/bin/python src/test/python/make_keras2_goldens.py

Three models, each in every format of its Keras: `last` is compiled with the name of the optimizer,
`every` with an optimizer of Keras 2.10 or earlier; `nested` has the weights of `last`. keras-2.2.h5 has the weights of `last` as Keras
2.2.4 wrote them, after its saving.py and optimizers.py. From saved_model.pb, which has 500 kB of
functions, all but the description of the model is left out.
"""

import json
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import h5py
import numpy as np
from keras.protobuf import saved_metadata_pb2
from tensorflow import keras
from tensorflow.core.protobuf import saved_model_pb2
from tensorflow.keras import layers

RESOURCES = Path(__file__).resolve().parents[1] / "resources" / "io" / "nocturne"
TARGET = RESOURCES / "export" / "keras2.zip"
VOCABULARY, WINDOW = 6, 5
RANDOM = np.random.default_rng(2)
WINDOWS = RANDOM.integers(0, VOCABULARY, [12, WINDOW])


def last() -> keras.Model:
    """As a user builds it and trains it; no two sizes are equal."""
    model = keras.Sequential([layers.Embedding(VOCABULARY, 3, input_length=WINDOW)])
    model.add(layers.Bidirectional(layers.GRU(2, return_sequences=True)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Bidirectional(layers.GRU(2)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Dense(VOCABULARY, activation="softmax"))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(WINDOWS, WINDOWS[:, 0], batch_size=4, verbose=0)
    return model


def every() -> keras.Model:
    """A functional model of windows of any length, which predicts every step."""
    notes = keras.Input([None], dtype="int64", name="notes")
    features = layers.Embedding(VOCABULARY, 4, name="look_up")(notes)
    features = layers.GRU(3, return_sequences=True, name="forward")(features)
    dense = layers.TimeDistributed(layers.Dense(VOCABULARY, activation="softmax"), name="each")
    model = keras.Model(notes, dense(features))
    adam = keras.optimizers.legacy.Adam(0.003)
    model.compile(adam, keras.losses.SparseCategoricalCrossentropy())
    model.fit(WINDOWS, WINDOWS, batch_size=4, verbose=0)
    return model


def nested(model: keras.Model) -> keras.Model:
    """The layers and weights of `last` in models within a model: a Sequential and a functional one."""
    notes = keras.Input([WINDOW, 3])
    reads = layers.Bidirectional(layers.GRU(2, return_sequences=True))
    both = keras.Model(notes, layers.Dropout(0.25)(reads(notes)))
    body = keras.Sequential([both, layers.Bidirectional(layers.GRU(2)), layers.Dropout(0.25)])
    around = keras.Sequential([layers.Embedding(VOCABULARY, 3, input_length=WINDOW), body])
    around.add(layers.Dense(VOCABULARY, activation="softmax"))
    around.set_weights(model.get_weights())
    return around


def save(model: keras.Model, name: str) -> dict:
    """Saves it in all formats and returns what import must find."""
    write(model, name)
    probabilities = model.predict(WINDOWS[:1], verbose=0)[0]
    return {
        "window": WINDOWS[0].tolist(),
        "probabilities": np.float64(probabilities).reshape([-1, VOCABULARY])[-1].tolist(),
        "means": float(sum(np.abs(mean).sum() for mean in means(model))),
    }


def write(model: keras.Model, name: str):
    """Saves it in all formats."""
    model.save(f"{name}.keras")
    model.save(f"{name}.h5")
    model.save_weights(f"{name}.weights.h5")
    model.save_weights(f"{name}-weights.h5")
    model.save_weights(f"{name}-checkpoint")
    model.save(f"{name}-saved")
    Path(f"{name}.json").write_text(model.to_json())
    strip(Path(f"{name}-saved"))


def means(model: keras.Model) -> list:
    """The means of the gradients in Adam."""
    optimizer = model.optimizer
    if hasattr(optimizer, "_momentums"):
        return [variable.numpy() for variable in optimizer._momentums]
    return [optimizer.get_slot(weight, "m").numpy() for weight in model.trainable_weights]


def strip(folder: Path):
    """Leaves the model's description, without the functions."""
    file = folder / "saved_model.pb"
    saved = saved_model_pb2.SavedModel.FromString(file.read_bytes())
    stripped = saved_model_pb2.SavedModel()
    stripped.saved_model_schema_version = saved.saved_model_schema_version
    graph = stripped.meta_graphs.add()
    graph.meta_info_def.CopyFrom(saved.meta_graphs[0].meta_info_def)
    graph.meta_info_def.ClearField("stripped_op_list")
    graph.object_graph_def.nodes.add().user_object.identifier = "_tf_keras_sequential"
    file.write_bytes(stripped.SerializeToString())
    (folder / "fingerprint.pb").unlink()


def as_tensorflow_2_4(folder: Path, old: Path):
    """A SavedModel whose description is in the graph."""
    shutil.copytree(folder, old)
    metadata = saved_metadata_pb2.SavedMetadata.FromString((old / "keras_metadata.pb").read_bytes())
    (old / "keras_metadata.pb").unlink()
    saved = saved_model_pb2.SavedModel.FromString((old / "saved_model.pb").read_bytes())
    root = saved.meta_graphs[0].object_graph_def.nodes[0]
    root.user_object.metadata = metadata.nodes[0].metadata
    (old / "saved_model.pb").write_bytes(saved.SerializeToString())


def as_keras_2_2(model: keras.Model, file: str):
    """A list of layers without input, all means before all squares, and numbers for names."""
    config = [json.loads(json.dumps(layer)) for layer in model.get_config()["layers"][1:]]
    for layer in config:
        layer.pop("module", None)
    adam = {"lr": 0.0010000000474974513, "beta_1": 0.8999999761581421, "decay": 0.0}
    training = {
        "optimizer_config": {"class_name": "Adam", "config": adam},
        "loss": "sparse_categorical_crossentropy",
        "metrics": ["accuracy"],
        "sample_weight_mode": None,
        "loss_weights": None,
    }
    with h5py.File(file, "w") as h5:
        h5.attrs["keras_version"] = b"2.2.4"
        h5.attrs["model_config"] = text({"class_name": "Sequential", "config": config})
        h5.attrs["training_config"] = text(training)
        group = h5.create_group("model_weights")
        group.attrs["layer_names"] = [layer.name.encode() for layer in model.layers]
        for layer in model.layers:
            names = [weight.name.replace("gru_cell/", "") for weight in layer.weights]
            put(group.create_group(layer.name), names, layer.get_weights())
        moments = [model.optimizer._momentums, model.optimizer._velocities]
        values = [model.optimizer.iterations.numpy()]
        values += [variable.numpy() for each in moments for variable in each]
        values += [np.zeros(1, "float32") for _ in model.weights]
        names = ["Adam/iterations:0"]
        names += [f"training/Adam/Variable_{i}:0" for i in range(len(values) - 1)]
        put(h5.create_group("optimizer_weights"), names, values)


def text(value) -> bytes:
    return json.dumps(value).encode()


def put(group: h5py.Group, names: list, values: list):
    group.attrs["weight_names"] = [name.encode() for name in names]
    for name, value in zip(names, values, strict=True):
        group.create_dataset(name, data=value)


def main():
    os.chdir(tempfile.mkdtemp())
    keras.utils.set_random_seed(1)
    model = last()
    expected = {"last": save(model, "last"), "every": save(every(), "every")}
    as_tensorflow_2_4(Path("every-saved"), Path("every-saved-2.4"))
    as_keras_2_2(model, "keras-2.2.h5")
    write(nested(model), "nested")
    Path("expected.json").write_text(json.dumps(expected))
    with zipfile.ZipFile(TARGET, "w") as archive:
        for file in sorted(Path().rglob("*")):
            if file.is_file():
                # Dated 1980, whenever it is made.
                info = zipfile.ZipInfo(file.as_posix())
                archive.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    sys.exit(main())
