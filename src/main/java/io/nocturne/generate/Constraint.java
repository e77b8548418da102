package io.nocturne.generate;

import io.nocturne.base.Require;
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

  /**
   * Allows the same tokens at each step, such as those of a scale.
   *
   * @param name the name for messages
   * @param ids the ids that are allowed
   * @param exceptionRate the probability, 0 to 1, with which others are allowed too
   */
  record AllowedTokens(String name, BitSet ids, double exceptionRate) implements Constraint {
    public AllowedTokens {
      ids = (BitSet) ids.clone();
      Require.share("exception rate", exceptionRate);
    }

    /** Allows no others at any step. */
    public AllowedTokens(String name, BitSet ids) {
      this(name, ids, 0);
    }

    /** Returns a copy of the ids that are allowed. */
    @Override
    public BitSet ids() {
      return (BitSet) ids.clone();
    }

    @Override
    public void restrict(TokenSequence soFar, BitSet allowed) {
      allowed.and(ids);
    }
  }

  /**
   * Lets no piece end by itself before it has a number of tokens; the primer does not count
   * (Hugging Face's {@code min_new_tokens}).
   *
   * @param tokens at least 0
   * @param end the id that ends a piece
   */
  record MinLength(int tokens, int end) implements Constraint {
    public MinLength {
      Require.atLeast("min length", tokens, 0);
      Require.atLeast("end id", end, 0);
    }

    @Override
    public String name() {
      return "min-length " + tokens;
    }

    @Override
    public void restrict(TokenSequence soFar, BitSet allowed) {
      if (soFar.generated() < tokens) {
        allowed.clear(end);
      }
    }
  }

  /**
   * Lets no sequence of N tokens occur twice, those of the primer included: of "C D E C D", with 3,
   * E is not allowed next (Paulus, Xiong and Socher, A Deep Reinforced Model for Abstractive
   * Summarization, 2017, section 2.5; Hugging Face's {@code no_repeat_ngram_size}).
   *
   * <p>It looks through the whole piece at each step.
   *
   * @param size N, at least 1
   */
  record NoRepeatNgram(int size) implements Constraint {
    public NoRepeatNgram {
      Require.atLeast("no-repeat n-gram", size, 1);
    }

    @Override
    public String name() {
      return "no-repeat-ngram " + size;
    }

    @Override
    public void restrict(TokenSequence soFar, BitSet allowed) {
      int last = soFar.length() - size + 1; // The start of the N tokens that the next completes.
      for (int start = 0; start < last; start++) {
        if (soFar.repeats(start, last, size - 1)) {
          allowed.clear(soFar.id(start + size - 1));
        }
      }
    }
  }
}
