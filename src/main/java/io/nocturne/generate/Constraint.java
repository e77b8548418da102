package io.nocturne.generate;

import java.util.BitSet;

/**
 * A condition on a piece that holds however likely the model finds other tokens. A value: {@link
 * #advance} returns another one and leaves this as it is, so that one constraint serves all pieces
 * and all beams of a search.
 */
public interface Constraint {
  /** Returns the name for messages, such as {@code range C3-C6}. */
  String name();

  /**
   * Returns the constraint after one more token, the primer's among them; the same if it needs only
   * the tokens so far.
   */
  default Constraint advance(int id) {
    return this;
  }

  /**
   * Clears the ids that are not allowed next; sets none.
   *
   * @param soFar the piece, its primer included
   * @param allowed the ids that are still allowed
   */
  void restrict(TokenSequence soFar, BitSet allowed);

  /**
   * Returns the probability, 0 to 1, with which a step is an exception from the constraint; each
   * step takes a random number for it unless it is 0.
   */
  default double exceptionRate() {
    return 0;
  }
}
