"""Pitches to an evenly spaced MIDI file."""

import mido

LOWEST_KEY = 21


def write(notes, file):
    track = mido.MidiTrack()
    for note in notes:
        pitch = LOWEST_KEY + int(note)
        track.append(mido.Message("note_on", note=pitch, velocity=64, time=0))
        track.append(mido.Message("note_off", note=pitch, velocity=64, time=240))
    mido.MidiFile(tracks=[track]).save(str(file))
