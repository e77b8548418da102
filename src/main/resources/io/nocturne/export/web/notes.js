// Notes and the piano's keys. A piece is { ticksPerQuarter, signatures, notes }, with tempos and pedals
// if it has any; its notes are in ticks, by onset, then pitch.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const [LOWEST_KEY, HIGHEST_KEY, OCTAVE] = [21, 108, 12];
  const NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

  const byOnsetThenPitch = (a, b) => a.onset - b.onset || a.pitch - b.pitch;

  /** Returns a pitch's name as the run's tokens have it: C#4. */
  const pitchName = (pitch) => NAMES[pitch % OCTAVE] + (Math.floor(pitch / OCTAVE) - 1);

  /** Returns the pitch of a name. */
  const pitchOf = (name) => {
    const [, letters, octave] = name.match(/^([A-G]#?)(-?\d+)$/);
    return NAMES.indexOf(letters) + OCTAVE * (Number(octave) + 1);
  };

  /** Returns a function from ticks to seconds, as the Java class Timeline computes them. */
  function timeline({ ticksPerQuarter, tempos = [] }) {
    const stretches = [];
    for (const { tick, microseconds } of [{ tick: 0, microseconds: 500_000 }, ...tempos]) {
      const before = stretches.at(-1);
      const start = before ? before.start + (tick - before.tick) * before.secondsPerTick : 0;
      stretches.push({ tick, start, secondsPerTick: microseconds / 1e6 / ticksPerQuarter });
    }
    return (tick) => {
      const stretch = stretches.findLast((one) => one.tick <= tick);
      return stretch.start + (tick - stretch.tick) * stretch.secondsPerTick;
    };
  }

  /** Returns the notes of a piece as long as the sustain pedal makes them sound. */
  function sustained({ notes, pedals = [] }) {
    const next = new Map(); // The next onset of each key.
    return [...notes].reverse().map((note) => {
      const end = note.onset + note.length;
      const isDown = pedals.findLast(({ tick }) => tick <= end)?.isDown ?? false;
      const release = pedals.find(({ tick, isDown: down }) => tick > end && !down)?.tick ?? end;
      const heard = isDown ? Math.max(end, Math.min(release, next.get(note.pitch) ?? release)) : end;
      next.set(note.pitch, note.onset);
      return { ...note, length: heard - note.onset };
    }).reverse();
  }

  const isBlack = (pitch) => NAMES[pitch % OCTAVE].length > 1;

  /** Returns the notes on the piano's keys; others are left out or moved by octaves. */
  function onKeyboard(notes, outside) {
    const isKey = (pitch) => pitch >= LOWEST_KEY && pitch <= HIGHEST_KEY;
    return notes.flatMap((note) => {
      let { pitch } = note;
      if (outside === "skip" && !isKey(pitch)) return [];
      while (!isKey(pitch)) pitch += pitch < LOWEST_KEY ? OCTAVE : -OCTAVE;
      return [{ ...note, pitch }];
    });
  }

  /** Returns notes, by onset and pitch, of which those with equal ones are one. */
  function merged(notes) {
    const all = [];
    for (const note of notes) {
      const last = all.at(-1);
      if (last && byOnsetThenPitch(last, note) === 0) {
        last.length = Math.max(last.length, note.length);
        last.velocity = Math.max(last.velocity, note.velocity);
      } else {
        all.push({ ...note });
      }
    }
    return all;
  }

  /** Returns the middle of a velocity's bin; the middles of all bins are given. */
  const binned = (middles, velocity) => middles[Math.floor(((velocity - 1) * middles.length) / 127)];

  Object.assign(nocturne, {
    byOnsetThenPitch, pitchName, pitchOf, timeline, sustained, isBlack, onKeyboard, merged, binned,
    LOWEST_KEY, HIGHEST_KEY, OCTAVE,
    PITCHES: 128,
    /** The velocity of notes whose tokens have none. */
    DEFAULT_VELOCITY: 80,
    /** Pieces without beats: a tick is a millisecond at 120 quarters a minute. */
    MILLISECONDS: { ticksPerQuarter: 500, ticksPerSecond: 1000 },
    /** The rhythm of tokens that have none: eighths. */
    EVEN: { ticksPerQuarter: 480, length: 240 },
  });
})();
