package io.nocturne.evaluate.music;

/** The part of a piece that has to be known to measure it. */
enum Subject {
  /** The pitches of the notes and their order. */
  PITCH,
  /** The times at which notes begin and end. */
  RHYTHM
}
