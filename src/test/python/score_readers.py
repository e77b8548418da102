"""Compares the notes that nocturne reads from MusicXML with what other readers make of it.

    python src/test/python/score_readers.py [--readers NAMES] [--notes CACHE] FOLDER

FOLDER is searched for .musicxml files; beside each there may be a midi_score.mid that MuseScore made
of it, as in the ASAP dataset. It needs the Python packages of requirements-readers.txt. CACHE keeps the
notes of each reader, as music21 takes hours for large collections. docs/midi.md says what came out.
"""

import argparse
import bisect
import tempfile
import warnings
from collections import Counter, defaultdict
from pathlib import Path

from conftest import Java

NEAR = 0.01  # quarters within which places and lengths are equal
GRACE_NEAR = 1.01  # a grace note that takes time ends at most so far from where it is written
COLUMNS = [
    "reader",
    "files",
    "not read",
    "same notes",
    "all but grace notes",
    "notes",
    "equal",
    "grace notes",
    "before grace notes",
    "other length",
    "nocturne only",
    "reader only",
]


def music21_notes(file: Path) -> list:
    import music21

    score = music21.converter.parse(file, forceSource=True).expandRepeats()
    notes = []
    for part in score.parts:
        sounds = [
            (float(sound.getOffsetInHierarchy(part)), float(sound.duration.quarterLength), note)
            for sound in part.recurse().notes
            for note in (sound.notes if sound.isChord else [sound])
            if hasattr(note, "pitch")
        ]
        notes += joined(sorted(sounds, key=lambda sound: sound[0]))
    return notes


def joined(sounds: list) -> list:
    """Tied notes as one; not by music21's stripTies, which joins notes of different voices."""
    notes, ties = [], {}
    for onset, length, note in sounds:
        kind = note.tie.type if note.tie else ""
        open_ties = ties.get((note.pitch.midi, round(onset * 48)))
        start = onset
        if kind in ("stop", "continue") and open_ties:
            start = open_ties.pop()
        end = onset + length
        if kind in ("start", "continue"):
            ties.setdefault((note.pitch.midi, round(end * 48)), []).append(start)
        else:
            notes.append((start, end - start, note.pitch.midi))
    notes += [(s, end / 48 - s, pitch) for (pitch, end), starts in ties.items() for s in starts]
    return notes


def partitura_notes(file: Path) -> list:
    import partitura

    notes = []
    for part in partitura.load_musicxml(str(file)).parts:
        unfolded = partitura.score.unfold_part_maximal(part)
        first = float(unfolded.quarter_map(unfolded.first_point.t))
        for row in unfolded.note_array():
            onset = float(row["onset_quarter"]) - first
            notes.append((onset, float(row["duration_quarter"]), int(row["pitch"])))
    return notes


def midi_notes(file: Path) -> list:
    """The notes of the MIDI file beside a score, whose lengths are those of its articulation."""
    import mido

    score = mido.MidiFile(file.with_name("midi_score.mid"), clip=True)
    notes = []
    for track in score.tracks:
        tick, sounding = 0, {}
        for event in track:
            tick += event.time
            if event.type == "note_on" and event.velocity:
                sounding.setdefault((event.channel, event.note), []).append(tick)
            elif event.type in ("note_on", "note_off"):
                starts = sounding.get((event.channel, event.note))
                if starts:
                    start = starts.pop(0)
                    quarter = score.ticks_per_beat
                    notes.append((start / quarter, (tick - start) / quarter, event.note))
    return notes


READERS = {"music21": music21_notes, "partitura": partitura_notes, "MIDI": midi_notes}


class Notes:
    """The notes of a reader by pitch and onset, each of which can be taken once."""

    def __init__(self, notes: list):
        self.by_pitch = defaultdict(list)
        for onset, length, pitch in sorted(notes):
            self.by_pitch[pitch].append([onset, length])

    def take(self, onset: float, pitch: int, near: float, accepts) -> list | None:
        rows = self.by_pitch[pitch]
        at = bisect.bisect_left(rows, [onset - near])
        while at < len(rows) and rows[at][0] <= onset + near:
            if accepts(rows[at]):
                return rows.pop(at)
            at += 1
        return None

    def left(self) -> int:
        return sum(map(len, self.by_pitch.values()))


def compare(ours: list, theirs: list, lengths: bool) -> Counter:
    graces = sorted({onset for onset, length, _ in theirs if length == 0})
    found, rest, pool = Counter(notes=len(ours)), [], Notes(theirs)
    for onset, length, pitch in ours:
        same = lambda row, n=length: not lengths or abs(row[1] - n) <= NEAR  # noqa: E731
        if pool.take(onset, pitch, NEAR, same):
            found["equal"] += 1
        else:
            rest.append((onset, length, pitch))
    for onset, length, pitch in rest:
        if row := pool.take(onset, pitch, NEAR, lambda row: row[1] > 0):
            at = bisect.bisect_left(graces, onset + row[1] - NEAR)
            is_before = at < len(graces) and graces[at] <= onset + row[1] + NEAR
            found["before" if is_before and length < row[1] else "length"] += 1
        elif pool.take(onset + length, pitch, GRACE_NEAR, lambda row: row[1] == 0):
            found["grace"] += 1
        else:
            found["ours"] += 1
    found["theirs"] = pool.left()
    return found


def row(name: str, results: list) -> str:
    read = [result for result in results if result is not None]
    total = sum(read, Counter())
    same = sum(r["equal"] == r["notes"] and not r["theirs"] for r in read)
    differences = ("length", "ours", "theirs")
    but_graces = sum(not any(r[kind] for kind in differences) for r in read)
    kinds = ("notes", "equal", "grace", "before", *differences)
    numbers = [len(results), len(results) - len(read), same, but_graces, *(total[k] for k in kinds)]
    return f"| {name} | " + " | ".join(f"{number:,}" for number in numbers) + " |"


def cached(target: Path, read) -> list | None:
    """The notes of a reader; None if it fails, of which the first line says why."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            status, notes = "read", read()
        except Exception as problem:  # Whatever a reader fails with is what is to be told.
            status, notes = f"failed: {type(problem).__name__} {problem}".splitlines()[0], []
        lines = [" ".join(map(str, note)) for note in sorted(notes)]
        target.write_text("\n".join([status, *lines]))
    status, *lines = target.read_text().splitlines()
    if status.startswith("failed"):
        print(f"{target.stem}: {status}")
        return None
    return [(float(o), float(n), int(p)) for o, n, p, *_ in (line.split() for line in lines)]


def nocturne_notes(files: list, folder: Path) -> list:
    """What nocturne reads, which is never taken from the cache."""
    folder.mkdir(parents=True, exist_ok=True)
    targets = [folder / f"{number}.txt" for number in range(len(files))]
    Java()("io.nocturne.interop.ScoreNotes", *(w for pair in zip(files, targets) for w in pair))
    read = []
    for target in targets:
        ticks, *lines = target.read_text().splitlines()
        rows = (map(int, line.split()) for line in lines)
        read.append([(o / int(ticks), n / int(ticks), p) for o, n, p in rows])
    return read


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", default=",".join(READERS), help="names with commas between")
    parser.add_argument("--notes", type=Path, metavar="CACHE")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    files = sorted(options.folder.rglob("*.musicxml"))
    print(f"| {' | '.join(COLUMNS)} |")
    print("|---" * len(COLUMNS) + "|")
    with tempfile.TemporaryDirectory() as temporary:
        ours = nocturne_notes(files, Path(temporary, "nocturne"))
        for name in options.readers.split(","):
            results = []
            for file, notes in zip(files, ours):
                place = str(file.relative_to(options.folder)).replace("/", "+") + ".txt"
                target = (options.notes or Path(temporary)) / name / place
                theirs = cached(target, lambda f=file, n=name: READERS[n](f))
                result = theirs and compare(notes, theirs, name != "MIDI")
                results.append(result)
            print(row(name, results))


if __name__ == "__main__":
    main()
