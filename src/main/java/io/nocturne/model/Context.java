package io.nocturne.model;

/** What a network that reads forward has read before a prediction. */
public enum Context {
  /** The last tokens, as many as a window holds: the window is read again for each prediction. */
  WINDOW,
  /** All tokens of the piece so far: the network carries its state from token to token. */
  PIECE
}
