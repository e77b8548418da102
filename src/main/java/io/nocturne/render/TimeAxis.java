package io.nocturne.render;

/** What a piano roll measures time in. */
enum TimeAxis {
  /** Seconds, as the piece sounds. */
  SECONDS,
  /** Quarter notes, as the piece is written. */
  QUARTERS
}
