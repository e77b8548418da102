// Notes and the piano's keys. A piece is { ticksPerQuarter, signatures, notes }; its notes are in
// ticks, by onset, then pitch.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const [LOWEST_KEY, HIGHEST_KEY, OCTAVE] = [21, 108, 12];
  const NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

  const byOnsetThenPitch = (a, b) => a.onset - b.onset || a.pitch - b.pitch;

  /** Returns a pitch's name as the run's tokens have it: C#4. */
  const pitchName = (pitch) => NAMES[pitch % OCTAVE] + (Math.floor(pitch / OCTAVE) - 1);

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

  Object.assign(nocturne, {
    byOnsetThenPitch, pitchName, isBlack, onKeyboard, LOWEST_KEY, HIGHEST_KEY, OCTAVE,
    PITCHES: 128,
    /** The velocity of notes whose tokens have none. */
    DEFAULT_VELOCITY: 80,
    /** The rhythm of tokens that have none: eighths. */
    EVEN: { ticksPerQuarter: 480, length: 240 },
  });
})();
