#!/usr/bin/env bash
# symusic delays all notes after a system exclusive message that is sent in packets.
#
# Versions: symusic 0.6.0, mido 1.3.3 for comparison.
#
# Behaviour: a Standard MIDI File may split a long system exclusive message into packets, to give a slow device time for
# each: F0 begins the message, and each further packet is an F7 event with a length and its bytes. symusic reads F0 with
# its length, but treats F7 as an event without one and its data as further events. Here the notes after three packets,
# as in the example of the specification, begin at 0.776 s instead of 0.5 s, without a warning. The same message in one
# packet changes nothing, and mido reads both correctly.
#
# Why it matters: files that set up a synthesizer before the music begin like this. The delay is the same for all notes
# of that track, so the track sounds right alone and late against the others, by an amount that depends on the bytes of
# the message.
#
# Output seen (onsets in seconds):
#   one packet:    mido 0.5 1, symusic 0.5 1
#   three packets: mido 0.5 1, symusic 0.776 1.276
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check symusic==0.6.0 mido==1.3.3
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import struct

import mido
import symusic

DIVISION = 480


def ticks(count):
    return bytes([0x80 | count >> 7, count & 0x7F]) if count > 0x7F else bytes([count])


def track(*events):
    data, now = b"", 0
    for at, message in events + ((1440, b"\xff\x2f\0"),):
        data += ticks(at - now) + message
        now = at
    return data


NOTES = ((480, b"\x90\x3c\x50"), (960, b"\x80\x3c\0"), (960, b"\x90\x3e\x50"), (1440, b"\x80\x3e\0"))
FILES = {
    "one packet": track((0, b"\xf0\x0c\x43\x12\0\x43\x12\0\x43\x12\0\x43\x12\xf7"), *NOTES),
    "three packets": track((0, b"\xf0\x03\x43\x12\0"), (200, b"\xf7\x06\x43\x12\0\x43\x12\0"),
                           (300, b"\xf7\x04\x43\x12\0\xf7"), *NOTES),
}


def by_mido(path):
    now, onsets = 0.0, []
    for message in mido.MidiFile(path):
        now += message.time
        if message.type == "note_on":
            onsets.append(now)
    return onsets


def by_symusic(path):
    return [note.time for part in symusic.Score(path).to("second").tracks for note in part.notes]


found = {}
for name, events in FILES.items():
    path = name.replace(" ", "-") + ".mid"
    with open(path, "wb") as file:
        file.write(b"MThd" + struct.pack(">IHHH", 6, 0, 1, DIVISION) + b"MTrk" + struct.pack(">I", len(events)) + events)
    found[name] = [[round(onset, 3) for onset in read(path)] for read in (by_mido, by_symusic)]
    print("{:14} mido {:g} {:g}, symusic {:g} {:g}".format(name + ":", *found[name][0], *found[name][1]))
assert found["one packet"] == [[0.5, 1], [0.5, 1]], "a single packet is read differently"
assert found["three packets"] == [[0.5, 1], [0.776, 1.276]], "symusic places the notes differently now"
PYTHON
