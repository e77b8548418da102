"""The .keras archive in Keras 3, on the backend of KERAS_BACKEND; trains for an epoch where the backend can."""

import sys
from pathlib import Path

import cases
import keras
import numpy as np

folder = Path(sys.argv[1])
path = folder / "model.keras"
model = keras.models.load_model(str(path))


def predict(windows):
    """The prediction of the last position, if there is one for each."""
    probabilities = np.asarray(model.predict_on_batch(windows))
    return probabilities[:, -1] if probabilities.ndim == 3 else probabilities


cases.report(folder, predict, bytes_of=[path])
steps = int(keras.ops.convert_to_numpy(model.optimizer.iterations))
assert steps > 0, "the optimizer has lost its steps"
if keras.backend.backend() != "openvino":  # It has no gradients.
    windows = np.asarray(cases.read(folder)["windows"], np.int32)
    model.fit(windows, windows if len(model.output_shape) == 3 else windows[:, 0], verbose=0)
    assert int(keras.ops.convert_to_numpy(model.optimizer.iterations)) == steps + 1
