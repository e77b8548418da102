"""MIDI files as bytes, written without nocturne: one track, a quarter note each."""

import struct
from pathlib import Path

TICKS_A_QUARTER = 96


def write(file: Path, pitches):
    """Notes one after the other."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(to_bytes(pitches))


def to_bytes(pitches) -> bytes:
    events = bytearray()
    for pitch in pitches:
        events += bytes([0, 0x90, pitch, 64, TICKS_A_QUARTER, 0x80, pitch, 0])
    events += bytes([0, 0xFF, 0x2F, 0])
    header = struct.pack(">4sIHHH", b"MThd", 6, 0, 1, TICKS_A_QUARTER)
    return header + struct.pack(">4sI", b"MTrk", len(events)) + bytes(events)
