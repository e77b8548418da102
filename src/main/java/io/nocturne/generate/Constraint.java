package io.nocturne.generate;

import java.util.BitSet;

/**
 * What a piece must keep to, whatever the model thinks likely. A value: {@link #advance} gives
 * another and leaves this as it is, so that one constraint serves all pieces, and a search can go
 * several ways from one place.
 */
public interface Constraint {
  /** How it was asked for, such as {@code --range C3-C6}; the error names it if nothing is left. */
  String name();

  /**
   * The constraint after one more token, the primer's among them; itself if the tokens so far tell
   * it enough.
   */
  default Constraint advance(int id) {
    return this;
  }

  /**
   * Clears the ids that may not come next; sets none.
   *
   * @param soFar the piece, its primer included
   * @param allowed the ids that are still allowed
   */
  void restrict(TokenSequence soFar, BitSet allowed);

  /** The share of steps that it does not hold for, drawn for each step: 0, never, to 1. */
  default double exceptionRate() {
    return 0;
  }
}
