"""The SavedModel in a model of MLflow's, as docs/savedmodel.md says."""

import sys
import tempfile
from pathlib import Path

import cases
import mlflow
import tensorflow as tf
from saved_model import GENERATE, notes


class Composer(mlflow.pyfunc.PythonModel):
    def load_context(self, context):
        self.signatures = tf.saved_model.load(context.artifacts["saved_model"]).signatures

    def predict(self, context, model_input, params=None):
        outputs = self.signatures["serving_default"](notes=tf.constant(model_input, tf.int32))
        return outputs["probabilities"].numpy()


folder = Path(sys.argv[1])
path = Path(tempfile.mkdtemp(), "model")
mlflow.pyfunc.save_model(
    path,
    python_model=Composer(),
    artifacts={"saved_model": str(folder / "saved_model")},
    pip_requirements=["tensorflow"],
)
model = mlflow.pyfunc.load_model(str(path))
signatures = model.unwrap_python_model().signatures
cases.report(folder, model.predict, {name: notes(signatures[name]) for name in GENERATE}, [path])
