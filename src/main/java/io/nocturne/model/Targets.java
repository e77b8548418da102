package io.nocturne.model;

/** The tokens that a network is trained to predict from a window. */
public enum Targets {
  /** The token after the window: Keras's {@code return_sequences=False} in the last layer. */
  LAST,
  /**
   * The token after each position. A backward direction has read every target but the last one, so
   * that only the last position measures prediction.
   */
  EVERY
}
