package io.nocturne.measure;

/** What has to be known of a piece to measure it. */
public enum Subject {
  /** Which notes come, one after the other. */
  PITCH,
  /** When they begin and end. */
  RHYTHM
}
