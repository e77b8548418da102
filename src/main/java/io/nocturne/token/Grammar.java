package io.nocturne.token;

import java.util.BitSet;

/**
 * The tokens that are allowed next, at one place of a sequence. A value: {@link #after} gives
 * another and leaves this as it is, so that searches can go several ways from one place.
 *
 * <p>What follows it from {@link Tokenizer#grammar} on can always be decoded, and something always
 * follows, until {@link Vocabulary#EOS}.
 */
public interface Grammar {

  /**
   * Returns the place after one more token. Any id can be read, also one that may not follow here,
   * since what a model continues from may begin in the middle of a piece.
   *
   * @param id in [0, vocabulary size)
   */
  Grammar after(int id);

  /** Returns the place after further tokens. */
  default Grammar after(int... ids) {
    Grammar grammar = this;
    for (int id : ids) {
      grammar = grammar.after(id);
    }
    return grammar;
  }

  /**
   * Returns the ids that may follow; never {@link Vocabulary#PAD}, {@link Vocabulary#BOS} or {@link
   * Vocabulary#UNK}. The caller may change the set.
   */
  BitSet following();
}
