package io.nocturne.render;

/** The unit of time in a piano roll. */
enum TimeAxis {
  /** Seconds, as the piece sounds. */
  SECONDS,
  /** Quarter notes, as the piece is written. */
  QUARTERS
}
