"""The SavedModel through TensorFlow's C interface, as Java, Go, Rust and C++ programs load it.

TF_LoadSessionFromSavedModel and TF_SessionRun of the library in TensorFlow's wheel.
"""

import ctypes as c
import os
import sys
from pathlib import Path

import cases
import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

FLOAT, INT32 = 1, 3


class Output(c.Structure):
    _fields_ = [("operation", c.c_void_p), ("index", c.c_int)]


def library():
    """The library of the wheel that has the C interface; TensorFlow 2.6 has it in its Python module."""
    base = os.path.dirname(tf.__file__)
    for name in ("libtensorflow_cc.so.2", "python/_pywrap_tensorflow_internal.so"):
        if os.path.exists(os.path.join(base, name)):
            found = c.CDLL(os.path.join(base, name))
            if hasattr(found, "TF_LoadSessionFromSavedModel"):
                return found
    raise OSError("no TF_LoadSessionFromSavedModel in " + base)


tensorflow = library()


def call(name, *words, returns=None):
    function = getattr(tensorflow, name)
    function.restype = returns
    return function(*words)


def checked(name, *words, returns=None):
    """Calls a function whose last argument is a status, which must be fine."""
    status = c.c_void_p(call("TF_NewStatus", returns=c.c_void_p))
    result = call(name, *words, status, returns=returns)
    if call("TF_GetCode", status, returns=c.c_int):
        raise RuntimeError(call("TF_Message", status, returns=c.c_char_p).decode())
    return result


class Model:
    def __init__(self, path):
        self.graph = c.c_void_p(call("TF_NewGraph", returns=c.c_void_p))
        options = c.c_void_p(call("TF_NewSessionOptions", returns=c.c_void_p))
        tags = (c.c_char_p * 1)(b"serve")
        self.session = c.c_void_p(
            checked(
                "TF_LoadSessionFromSavedModel",
                *(options, None, str(path).encode(), tags, 1, self.graph, None),
                returns=c.c_void_p,
            )
        )

    def run(self, feeds, fetch, dtype):
        """Feeds tensors by the names of their operations, and fetches one."""
        inputs = (Output * len(feeds))(*[self.output(name) for name in feeds])
        values = (c.c_void_p * len(feeds))(*[tensor(value) for value in feeds.values()])
        results = (c.c_void_p * 1)()
        checked(
            "TF_SessionRun",
            *(self.session, None, inputs, values, len(feeds)),
            *((Output * 1)(self.output(fetch)), results, 1, None, 0, None),
        )
        array = np.copy(contents(c.c_void_p(results[0]), dtype))
        for value in [*values, *results]:
            call("TF_DeleteTensor", c.c_void_p(value))
        return array

    def output(self, name):
        found = call("TF_GraphOperationByName", self.graph, name.encode(), returns=c.c_void_p)
        return Output(found, 0)


def tensor(array):
    array = np.array(array, order="C")
    shape = (c.c_int64 * array.ndim)(*array.shape)
    kind = FLOAT if array.dtype == np.float32 else INT32
    new = call(
        "TF_AllocateTensor", kind, shape, array.ndim, c.c_size_t(array.nbytes), returns=c.c_void_p
    )
    c.memmove(call("TF_TensorData", c.c_void_p(new), returns=c.c_void_p), array.ctypes.data, array.nbytes)
    return new


def contents(tensor, dtype):
    rank = call("TF_NumDims", tensor, returns=c.c_int)
    shape = [call("TF_Dim", tensor, axis, returns=c.c_int64) for axis in range(rank)]
    data = call("TF_TensorData", tensor, returns=c.c_void_p)
    return np.ctypeslib.as_array(c.cast(data, c.POINTER(dtype)), shape)


folder = Path(sys.argv[1])
path = folder / "saved_model"
model = Model(path)
signatures = saved_model_pb2.SavedModel.FromString((path / "saved_model.pb").read_bytes())
signatures = signatures.meta_graphs[0].signature_def


def operation(signature, name):
    """The operation that a signature has for an input or output."""
    one = signatures[signature]
    tensor = one.inputs[name] if name in one.inputs else one.outputs[name]
    return tensor.name.split(":")[0]


def generator(signature):
    def generate(inputs):
        feeds = {operation(signature, name): value for name, value in inputs.items()}
        return model.run(feeds, operation(signature, "notes"), c.c_int32)

    return generate


def predict(windows):
    feeds = {operation("serving_default", "notes"): windows}
    return model.run(feeds, operation("serving_default", "probabilities"), c.c_float)


cases.report(
    folder,
    predict,
    {name: generator(name) for name in ("generate", "generate_from_uniforms")},
    [path],
)
