"""How far what a reader has of sheet music is what the files say."""

from pathlib import Path

from sheet_music import UNIT, Music

SAME_SECONDS = 0.02
COLUMNS = [
    "reader",
    "files",
    "not read",
    "same notes",
    "notes",
    "missing",
    "added",
    "other length",
    "other times",
]


class Comparison:
    """What a reader made of some files."""

    def __init__(self, name: str):
        self.name = name
        self.files = self.same = self.other_tempos = 0
        self.notes = self.missing = self.added = self.lengths = 0
        self.failed = []
        self.different = []

    def add(self, file: Path, expected: Music, read: Music):
        wanted, got = places(expected), places(read)
        missing = len(wanted.keys() - got.keys() - struck_while_sounding(expected))
        added = len(got.keys() - wanted.keys())
        alone = unshared(expected)
        both = wanted.keys() & got.keys()
        lengths = sum(abs(wanted[key] - got[key]) > UNIT / 2 for key in both & alone)
        late = max(
            (abs(expected.seconds(at * UNIT) - read.seconds(at * UNIT)) for at, _ in both),
            default=0,
        )
        self.files += 1
        self.notes += len(wanted)
        self.missing += missing
        self.added += added
        self.lengths += lengths
        self.other_tempos += late > SAME_SECONDS
        self.same += missing + added + lengths == 0
        if missing + added + lengths or late > SAME_SECONDS:
            self.different.append((file.name, missing, added, lengths, round(late, 2)))

    def row(self) -> str:
        numbers = [
            self.files + len(self.failed),
            len(self.failed),
            self.same,
            self.notes,
            self.missing,
            self.added,
            self.lengths,
            self.other_tempos,
        ]
        return f"| {self.name} | " + " | ".join(f"{number:,}" for number in numbers) + " |"


def places(music: Music) -> dict:
    """Lengths by place and pitch; of notes struck at once on one key the longest."""
    longest = {}
    for onset, length, pitch in music.notes:
        key = (round(onset / UNIT), pitch)
        longest[key] = max(length, longest.get(key, 0))
    return longest


def struck_while_sounding(music: Music) -> set:
    """Notes on a key that another voice holds: a reader may leave it at that one."""
    held = set()
    for onset, length, pitch in music.notes:
        first, last = round(onset / UNIT) + 1, round((onset + length) / UNIT)
        held.update((place, pitch) for place in range(first, last))
    return held


def unshared(music: Music) -> set:
    """The notes during which no other sounds on the same key, so that MIDI can tell their ends."""
    alone = set()
    by_pitch = {}
    for onset, length, pitch in music.notes:
        by_pitch.setdefault(pitch, []).append((onset, onset + length))
    for pitch, notes in by_pitch.items():
        for start, end in notes:
            overlapping = sum(s < end - UNIT / 2 and e > start + UNIT / 2 for s, e in notes)
            if overlapping == 1:
                alone.add((round(start / UNIT), pitch))
    return alone


def report(comparisons: list[Comparison]):
    print(f"| {' | '.join(COLUMNS)} |")
    print("|---" * len(COLUMNS) + "|")
    for comparison in comparisons:
        print(comparison.row())
    for comparison in comparisons:
        for failure in comparison.failed:
            print(f"{comparison.name}: {failure}")
        for file, *numbers in comparison.different:
            facts = zip(("missing", "added", "other length", "seconds off"), numbers)
            told = ", ".join(f"{number} {fact}" for fact, number in facts if number)
            print(f"{comparison.name}: {file}: {told}")
