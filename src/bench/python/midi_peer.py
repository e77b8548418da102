"""Readers of MIDI files, each as its users call it."""

import hashlib
import importlib
import importlib.metadata
import io
from pathlib import Path

import numpy as np


def with_mido(data):
    import mido

    tracks = mido.MidiFile(file=io.BytesIO(data)).tracks
    return sum(m.type == "note_on" and m.velocity > 0 for track in tracks for m in track)


def with_pretty_midi(data):
    import pretty_midi

    return sum(len(i.notes) for i in pretty_midi.PrettyMIDI(io.BytesIO(data)).instruments)


def with_music21(data):
    from music21 import converter

    score = converter.parseData(data, format="midi")
    return sum(len(note.pitches) for note in score.flatten().notes)


def with_symusic(data):
    import symusic

    return sum(len(track.notes) for track in symusic.Score.from_midi(data).tracks)


READERS = {
    "mido": with_mido,
    "pretty_midi": with_pretty_midi,
    "music21": with_music21,
    "symusic": with_symusic,
}


def files(settings):
    return sorted(Path(settings["midi"]).rglob("*.mid"))


class Reading:
    """Files in memory read one after another, one a repetition; the work is notes."""

    def __init__(self, settings):
        library = settings["variant"]
        self.versions = {library: importlib.metadata.version(library)}
        self.read = READERS[library]
        self.files = [file.read_bytes() for file in files(settings)]
        self.next = 0

    def run(self, repetitions):
        notes = 0
        for _ in range(repetitions):
            notes += self.read(self.files[self.next])
            self.next = (self.next + 1) % len(self.files)
        return notes


class Preparation:
    """A folder of files to one array of pitches, repeated files left out, with symusic."""

    def __init__(self, settings):
        self.versions = {"symusic": importlib.metadata.version("symusic")}
        self.settings = settings

    def run(self, repetitions):
        import symusic

        pieces = {}
        for file in files(self.settings):
            score = symusic.Score(file)
            notes = [(n.time, n.pitch) for track in score.tracks for n in track.notes]
            pitches = np.array([pitch for _, pitch in sorted(notes)], dtype=np.uint8)
            pieces.setdefault(hashlib.sha256(pitches.tobytes()).digest(), pitches)
        ends = np.cumsum([len(piece) for piece in pieces.values()])
        target = Path(self.settings["folder"], "corpus.npz")
        np.savez(target, notes=np.concatenate(list(pieces.values())), ends=ends)
        return repetitions


def task(name, settings):
    return {"midi": Reading, "prepare": Preparation}[name](settings)
