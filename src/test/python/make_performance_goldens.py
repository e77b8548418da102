"""Makes what Magenta's note_seq writes of a performance, for the Java tests.

    pip install note-seq==0.0.5
    python src/test/python/make_performance_goldens.py

Written to src/test/resources/io/nocturne/token/note-seq-performance.json. Lengths are multiples of
10 ms, because note_seq rounds the ends of notes and nocturne their lengths, and no two notes end in
one step, because their order is not the same.
"""

import json
import random
from pathlib import Path

from note_seq import NoteSequence
from note_seq.performance_lib import NotePerformance, Performance, PerformanceEvent
from note_seq.sequences_lib import quantize_note_sequence_absolute

FILE = (
    Path(__file__).resolve().parents[1]
    / "resources/io/nocturne/token/note-seq-performance.json"
)
STEPS_PER_SECOND = 100
GAPS = [7, 13, 28, 61, 94, 155, 333, 480, 1370, 2500]


def performance(rng):
    """Returns notes as onset, end (both in milliseconds), pitch and velocity."""
    notes, onsets, ends, now = [], set(), set(), 1234
    for place in range(60):
        now += rng.choice(GAPS)
        onset = (now + 5) // 10
        if onset in onsets or now % 10 == 5:
            continue
        onsets.add(onset)
        for pitch in sorted(rng.sample(range(24, 105), 3 if place % 10 == 0 else 1)):
            end = now + 10 * rng.randint(3, 130)
            overlaps = any(p == pitch and s < end + 40 and now < e + 40 for s, e, p, _ in notes)
            if not overlaps and (end + 5) // 10 not in ends:
                ends.add((end + 5) // 10)
                notes.append((now, end, pitch, rng.randint(1, 127)))
    return notes


def main():
    notes = performance(random.Random(20181108))
    sequence = NoteSequence(total_time=max(end for _, end, _, _ in notes) / 1000)
    for onset, end, pitch, velocity in notes:
        sequence.notes.add(
            start_time=onset / 1000, end_time=end / 1000, pitch=pitch, velocity=velocity
        )
    steps = quantize_note_sequence_absolute(sequence, STEPS_PER_SECOND)
    names = {
        PerformanceEvent.NOTE_ON: "NoteOn",
        PerformanceEvent.NOTE_OFF: "NoteOff",
        PerformanceEvent.TIME_SHIFT: "TimeShift",
        PerformanceEvent.VELOCITY: "Velocity",
    }
    events = [
        [names[event.event_type], event.event_value]
        for event in Performance(quantized_sequence=steps, num_velocity_bins=32)
    ]
    tuples = [
        [event.event_value for event in note]
        for note in NotePerformance(
            quantized_sequence=steps,
            num_velocity_bins=32,
            max_shift_steps=1000,
            max_duration_steps=1000,
        )
    ]
    lines = [
        f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "]"
        for name, rows in (("notes", notes), ("performance", events), ("notePerformance", tuples))
    ]
    FILE.write_text("{" + ",\n".join(lines) + "}\n")


if __name__ == "__main__":
    main()
