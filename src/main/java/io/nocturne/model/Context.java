package io.nocturne.model;

/** The tokens that a network has read before a prediction. */
public enum Context {
  /** The last tokens, as many as a window holds: the window is read again for each prediction. */
  WINDOW,
  /** All tokens of the piece so far: the network carries its state from token to token. */
  PIECE
}
