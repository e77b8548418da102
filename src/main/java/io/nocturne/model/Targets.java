package io.nocturne.model;

/** What the network is trained to predict from a window. */
public enum Targets {
  /** The token after the window: Keras's {@code return_sequences=False} in the last layer. */
  LAST,
  /**
   * At every position the token after it. The backward direction has read every answer but the last
   * one, so that only the last position measures prediction.
   */
  EVERY
}
