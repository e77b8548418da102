"""PyTorch, as its users write it."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

import melody_file

VERSIONS = {"torch": torch.__version__}


class Network(nn.Module):
    """The reference network: logits of the note after a window."""

    def __init__(self, settings):
        super().__init__()
        units, dropout = settings["units"], settings["dropout"]
        layers = settings["layers"]
        self.embedding = nn.Embedding(settings["vocabulary"], settings["embedding"])
        self.gru = nn.GRU(
            settings["embedding"],
            units,
            layers,
            batch_first=True,
            bidirectional=True,
            dropout=dropout if layers > 1 else 0,
        )
        self.dropout = nn.Dropout(dropout)
        self.dense = nn.Linear(2 * units, settings["vocabulary"])

    def forward(self, window):
        _, last = self.gru(self.embedding(window))
        return self.dense(self.dropout(torch.cat((last[-2], last[-1]), 1)))


def weights(network):
    return sum(parameter.numel() for parameter in network.parameters())


class Batches:
    """Windows at random places with the notes after them, cut while they are needed."""

    def __init__(self, settings):
        tokens = torch.from_numpy(np.fromfile(settings["tokens"], dtype=np.uint8))
        self.windows = tokens.unfold(0, settings["window"] + 1, 1)  # A view, no copy.
        self.size = settings["batch"]

    def next(self):
        rows = self.windows[torch.randint(len(self.windows), (self.size,))].int()
        return rows[:, :-1], rows[:, -1].long()


class Steps:
    """Steps of training or evaluation, with loss and accuracy summed up."""

    def __init__(self, settings, training):
        torch.manual_seed(1)
        self.versions = VERSIONS
        self.device = "cuda" if settings.get("device") == "gpu" else "cpu"
        if self.device == "cuda":
            tf32 = settings.get("precision") == "tf32"
            torch.backends.cudnn.allow_tf32 = tf32
            torch.backends.cuda.matmul.allow_tf32 = tf32
        self.network = Network(settings).to(self.device)
        self.weights = weights(self.network)
        self.call = self.network
        if settings.get("variant") == "compile":
            self.call = torch.compile(self.network)
        self.optimizer = torch.optim.Adam(self.network.parameters(), 1e-3, fused=True)
        self.batches = Batches(settings)
        self.network.train(training)
        self.step = self.train if training else self.evaluate
        self.loss = self.correct = 0.0

    def run(self, repetitions):
        for _ in range(repetitions):
            self.step(*(part.to(self.device) for part in self.batches.next()))
        return repetitions

    def train(self, window, target):
        logits = self.call(window)
        loss = nn.functional.cross_entropy(logits, target)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.add(loss, logits, target)

    @torch.inference_mode()
    def evaluate(self, window, target):
        logits = self.call(window)
        self.add(nn.functional.cross_entropy(logits, target), logits, target)

    def add(self, loss, logits, target):
        self.loss += loss.item()
        self.correct += (logits.argmax(1) == target).sum().item()


class Deal:
    """Batches alone."""

    versions = VERSIONS

    def __init__(self, settings):
        self.batches = Batches(settings)

    def run(self, repetitions):
        for _ in range(repetitions):
            self.batches.next()
        return repetitions


class Melodies:
    """Notes sampled one after another, many melodies side by side."""

    versions = VERSIONS

    def __init__(self, settings, network=None):
        torch.manual_seed(1)
        self.network = (network or Network(settings)).eval()
        self.weights = weights(self.network)
        self.call = self.network
        if settings.get("variant") == "compile":
            self.call = torch.compile(self.network)
        shape = settings["batch"], settings["window"]
        self.window = torch.full(shape, settings["vocabulary"] - 1)

    @torch.inference_mode()
    def run(self, repetitions):
        window = self.window
        notes = []
        for _ in range(repetitions):
            chances = torch.softmax(self.call(window)[:, :-1], 1)  # The padding is no note.
            note = torch.multinomial(chances, 1)
            window = torch.cat((window[:, 1:], note), 1)
            notes.append(note[0, 0])
        self.notes = notes
        return repetitions


class ForwardNetwork(nn.Module):
    """A network that reads forward: logits of the note after a note, and its state."""

    def __init__(self, settings):
        super().__init__()
        self.embedding = nn.Embedding(settings["vocabulary"], settings["embedding"])
        self.gru = nn.GRU(
            settings["embedding"], settings["units"], settings["layers"], batch_first=True
        )
        self.dense = nn.Linear(settings["units"], settings["vocabulary"])

    def forward(self, note, state):
        outputs, state = self.gru(self.embedding(note), state)
        return self.dense(outputs[:, -1]), state


class CarriedMelodies:
    """Notes sampled one after another by a network that carries its state."""

    versions = VERSIONS

    def __init__(self, settings):
        torch.manual_seed(1)
        self.network = ForwardNetwork(settings).eval()
        self.weights = weights(self.network)
        self.start = torch.full((settings["batch"], 1), settings["vocabulary"] - 1)

    @torch.inference_mode()
    def run(self, repetitions):
        note, state = self.start, None
        for _ in range(repetitions):
            logits, state = self.network(note, state)
            note = torch.multinomial(torch.softmax(logits[:, :-1], 1), 1)
        return repetitions


class SavedMelody:
    """Weights loaded from their file, and a melody written to another."""

    versions = VERSIONS

    def __init__(self, settings):
        self.settings = settings
        self.file = Path(settings["folder"], "torch.pt")
        if not self.file.exists():
            torch.save(Network(settings).state_dict(), self.file)

    def run(self, repetitions):
        network = Network(self.settings)
        network.load_state_dict(torch.load(self.file))
        melodies = Melodies({**self.settings, "batch": 1}, network)
        melodies.run(self.settings["notes"])
        melody_file.write(melodies.notes, self.file.with_suffix(".mid"))
        return repetitions


class Peak:
    """Products of large square matrices on all processors; the work is floating-point operations."""

    versions = VERSIONS
    SIZE = 2048

    def __init__(self, _settings):
        self.left = torch.rand(self.SIZE, self.SIZE)
        self.right = torch.rand(self.SIZE, self.SIZE)
        self.product = torch.empty(self.SIZE, self.SIZE)

    @torch.inference_mode()
    def run(self, repetitions):
        for _ in range(repetitions):
            torch.mm(self.left, self.right, out=self.product)
        return repetitions * 2 * self.SIZE**3


def task(name, settings):
    if name == "step":
        return Steps(settings, training=True)
    if name == "evaluate":
        return Steps(settings, training=False)
    tasks = {
        "deal": Deal,
        "melody": Melodies,
        "carried-melody": CarriedMelodies,
        "saved-melody": SavedMelody,
        "peak": Peak,
    }
    return tasks[name](settings)
