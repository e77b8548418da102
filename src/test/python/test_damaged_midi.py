"""MIDI files with bytes that do not belong there, beside the readers mido and pretty_midi."""

import json
import struct
import warnings

import mido
import pretty_midi
import pytest
from conftest import Nocturne

SCALE = [60, 62, 64, 65, 67, 69, 71, 72]
DATA = ([], [5], [0, 0])
END_OF_TRACK = [0, 0xFF, 0x2F, 0]


def scale() -> list:
    """Events, of notes that differ in loudness, the end of the track last."""
    events = [[0, 0xFF, 0x03, 1, ord("a")], [0, 0xF0, 3, 0x43, 0x12, 0xF7]]
    for number, pitch in enumerate(SCALE):
        # The second half is in running status.
        status = [0x90] if number <= len(SCALE) // 2 else []
        events.append([0, *status, pitch, 20 + number])
        events.append([96, pitch, 0])
    return [*events, END_OF_TRACK]


def file_of(events: list) -> bytes:
    track = bytes(byte for event in events for byte in event)
    header = struct.pack(">4sIHHH", b"MThd", 6, 0, 1, 96)
    return header + struct.pack(">4sI", b"MTrk", len(track)) + track


def damaged_files() -> dict:
    """By name: a status byte with and without data, and more, between any two events."""
    strays = {
        f"{status:02x}-{len(data)}": [0, status, *data]
        for status in range(0xF0, 0x100)
        for data in DATA
    }
    strays["end"] = END_OF_TRACK
    strays["long"] = [0x80, 0x80, 0x80, 0x80, 0, 0xB0, 7, 100]
    events = scale()
    return {
        f"{name}-{place}.mid": file_of([*events[:place], stray, *events[place:]])
        for name, stray in strays.items()
        for place in range(len(events))
    }


def notes_in_mido(file) -> int:
    try:
        midi = mido.MidiFile(file)
    except (OSError, EOFError, ValueError, IndexError, KeyError):
        return 0
    return sum(
        message.type == "note_on" and message.velocity > 0
        for track in midi.tracks
        for message in track
    )


def notes_in_pretty_midi(file) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            midi = pretty_midi.PrettyMIDI(str(file))
    except (OSError, EOFError, ValueError, IndexError, KeyError):
        return 0
    return sum(len(instrument.notes) for instrument in midi.instruments)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """The folder, and how many notes nocturne reads in each file."""
    nocturne = Nocturne(tmp_path_factory.mktemp("damaged"))
    folder = nocturne.folder / "midi"
    folder.mkdir()
    for name, content in damaged_files().items():
        (folder / name).write_bytes(content)
    nocturne("prepare", "midi", "--out", "corpus")
    report = json.loads((nocturne.folder / "corpus" / "report.json").read_text())
    return folder, {folder / file["file"].split("/")[-1]: file["notes"] for file in report["files"]}


@pytest.mark.parametrize("peer", [notes_in_mido, notes_in_pretty_midi])
def test_no_note_is_lost_that_another_reader_finds(damaged, peer):
    _, ours = damaged
    theirs = {file: peer(file) for file in ours}
    assert sum(count == len(SCALE) for count in theirs.values()) >= 100
    fewer = {file.name: (ours[file], theirs[file]) for file in ours if ours[file] < theirs[file]}
    assert not fewer
