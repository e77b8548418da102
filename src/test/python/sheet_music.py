"""What a MusicXML file says, read by the standard library alone: notes, ties joined, and tempos."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

UNIT = 1 / 24  # of a quarter: what is nearer than half of it is the same place
STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


@dataclass
class Music:
    """Notes as (onset, length, pitch) and tempos as (place, per minute), all in quarters."""

    notes: list = field(default_factory=list)
    tempos: list = field(default_factory=list)

    def seconds(self, onset: float) -> float:
        """When a place is played; at 120 to the minute before the first tempo."""
        passed, place, per_minute = 0.0, 0.0, 120.0
        for start, tempo in sorted(self.tempos, key=lambda mark: mark[0]):
            if start > onset:
                break
            passed += (start - place) * 60 / per_minute
            place, per_minute = start, tempo
        return passed + (onset - place) * 60 / per_minute


class Reader:
    """Reads one part, measure by measure."""

    def __init__(self):
        self.music = Music()
        self.divisions = 1
        self.open_ties = defaultdict(list)

    def read(self, file: Path) -> Music:
        start = 0
        for measure in ElementTree.parse(file).getroot().iter("measure"):
            start = self._measure(measure, start)
        assert not any(self.open_ties.values()), f"{file}: ties that do not end"
        return self.music

    def _measure(self, measure, start: int) -> int:
        at = onset = end = start
        for element in measure:
            self.divisions = int(element.findtext("divisions", self.divisions))
            length = int(element.findtext("duration", 0))
            if element.tag == "backup":
                at -= length
            elif element.tag == "forward":
                at += length
            elif element.tag == "note":
                if element.find("chord") is None:
                    onset = at
                    at += length
                if element.find("pitch") is not None:
                    self._note(element, onset, length)
            sound = element if element.tag == "sound" else element.find("sound")
            if sound is not None and "tempo" in sound.attrib:
                mark = (at / self.divisions, float(sound.get("tempo")))
                self.music.tempos.append(mark)
            end = max(end, at)
        return end

    def _note(self, note, onset: int, length: int):
        pitch = note.find("pitch")
        octave = int(pitch.findtext("octave"))
        alter = int(pitch.findtext("alter", 0))
        key = 12 * (octave + 1) + STEPS[pitch.findtext("step")] + alter
        ties = {tie.get("type") for tie in note.iter("tie")}
        voice = note.findtext("voice")
        start = self.open_ties[voice, key, onset].pop() if "stop" in ties else onset
        if "start" in ties:
            self.open_ties[voice, key, onset + length].append(start)
        else:
            whole = onset + length - start
            self.music.notes.append((start / self.divisions, whole / self.divisions, key))


def read(file: Path) -> Music:
    """What a file of one part says."""
    return Reader().read(file)
