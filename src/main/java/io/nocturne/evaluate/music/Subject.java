package io.nocturne.evaluate.music;

/** What has to be known of a piece to measure it. */
enum Subject {
  /** Which notes come, one after the other. */
  PITCH,
  /** When they begin and end. */
  RHYTHM
}
