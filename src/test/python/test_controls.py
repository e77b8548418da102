"""The control changes and ports of a continued file, as mido and pretty_midi read them."""

import mido
import pretty_midi
import pytest

PEDAL, VOLUME, PORT = 64, 7, 3


@pytest.fixture(scope="module")
def pair(workshop, tiny_last):
    """A file that mido has written, and its continuation."""
    file = workshop.folder / "pedalled.mid"
    out = workshop.folder / "continued.mid"
    _pedalled().save(file)
    words = ["generate", "--run", tiny_last, "--continue", file, "--length", "12"]
    workshop(*words, "--seed", "1", "--out", out)
    return file, out


def _pedalled() -> mido.MidiFile:
    """Quarters with a pedal for each pair of them, on the second channel of a port."""
    midi = mido.MidiFile(ticks_per_beat=480)
    track = mido.MidiTrack([mido.MetaMessage("midi_port", port=PORT)])
    midi.tracks += [mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=400_000)]), track]
    track.append(_control(VOLUME, 90, 0))
    track.append(mido.Message("program_change", channel=1, program=4))
    for step in range(24):
        track.append(mido.Message("note_on", channel=1, note=60 + step % 9, velocity=70))
        track.append(_control(PEDAL, 127 if step % 2 == 0 else 20, 200))
        track.append(mido.Message("note_off", channel=1, note=60 + step % 9, time=280))
    return midi


def _control(number, value, time) -> mido.Message:
    return mido.Message("control_change", channel=1, control=number, value=value, time=time)


def _controls(file):
    """Of each instrument of a piece: seconds, number and value of its control changes."""
    midi = pretty_midi.PrettyMIDI(str(file))
    return [
        [(round(change.time, 6), change.number, change.value) for change in each.control_changes]
        for each in midi.instruments
    ]


def test_pretty_midi_finds_the_same_control_changes_at_the_same_times(pair):
    file, out = pair
    [before] = _controls(file)
    after = [controls for controls in _controls(out) if controls]
    assert len(before) == 25
    assert after[0] == before


def test_the_notes_of_the_file_stay_on_their_port(pair):
    ports = [
        [message.port for message in track if message.type == "midi_port"]
        for track in mido.MidiFile(pair[1]).tracks
    ]
    assert ports == [[], [PORT], [PORT]]


def test_the_new_notes_are_on_the_channel_and_program_of_the_file(pair):
    added = mido.MidiFile(pair[1]).tracks[2]
    channels = {message.channel for message in added if message.type == "note_on"}
    programs = [message.program for message in added if message.type == "program_change"]
    assert channels == {1}
    assert programs == [4]


def test_tracks_by_program_are_the_instruments_that_pretty_midi_finds(workshop):
    """One track with a piano, strings and drums; pretty_midi deals it out to three instruments."""
    track = mido.MidiTrack()
    for channel, program in [(0, 3), (1, 48), (9, 3)]:
        track.append(mido.Message("program_change", channel=channel, program=program))
    for step in range(30):
        channel = [0, 1, 1, 0, 9][step % 5]
        note = 50 + step % 13
        track.append(mido.Message("note_on", channel=channel, note=note, velocity=70))
        track.append(mido.Message("note_off", channel=channel, note=note, time=240))
    file = workshop.folder / "band.mid"
    mido.MidiFile(tracks=[track]).save(file)
    pianos = [
        each
        for each in pretty_midi.PrettyMIDI(str(file)).instruments
        if each.program < 8 and not each.is_drum
    ]
    done = workshop("prepare", file, "--tracks", "piano", "--out", "band")
    tokens = sum(len(each.notes) for each in pianos)
    assert tokens == 12
    assert f"a corpus of 1 piece, {tokens} tokens" in done.stdout
    assert "12 notes outside --tracks left out\n" in done.stdout
    assert "6 notes of percussion (channel 10) left out" in done.stdout
