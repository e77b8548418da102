package io.nocturne.generate;

import java.util.BitSet;

/**
 * What a piece must keep to, whatever the model thinks likely. Implementations keep no state: what
 * may come next depends on the tokens so far alone, so that one constraint serves all pieces.
 */
public interface Constraint {
  /** How it was asked for, such as {@code --range C3-C6}; the error names it if nothing is left. */
  String name();

  /**
   * Clears the ids that may not come next; sets none.
   *
   * @param soFar the piece, its primer included
   * @param allowed the ids that are still allowed
   */
  void restrict(History soFar, BitSet allowed);

  /** The share of steps that it does not hold for, drawn for each step: 0, never, to 1. */
  default double exemption() {
    return 0;
  }
}
