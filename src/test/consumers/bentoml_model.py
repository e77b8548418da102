"""The SavedModel in a model of BentoML's, as docs/savedmodel.md says."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["BENTOML_HOME"] = tempfile.mkdtemp()
os.environ["BENTOML_DO_NOT_TRACK"] = "True"

import bentoml
from saved_model import report

folder = Path(sys.argv[1])
with bentoml.models.create("nocturne") as model:
    shutil.copytree(folder / "saved_model", model.path_of("saved_model"))
report(folder, bentoml.models.get("nocturne:latest").path_of("saved_model"))
