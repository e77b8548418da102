package io.nocturne.generate;

import java.util.BitSet;

/**
 * No run of so many tokens comes twice, the primer's runs included: of "C D E C D", with 3, E may
 * not come next (Paulus, Xiong and Socher, A Deep Reinforced Model for Abstractive Summarization,
 * 2017, section 2.5; Hugging Face's {@code no_repeat_ngram_size}).
 *
 * <p>It looks through the whole history at each step. At a million tokens that is still less than
 * the network takes.
 *
 * @param size tokens in a run, at least 1
 */
public record NoRepeatNgram(int size) implements Constraint {
  public NoRepeatNgram {
    if (size < 1) {
      throw new IllegalArgumentException("no-repeat n-gram must be at least 1, was " + size);
    }
  }

  @Override
  public String name() {
    return "--no-repeat-ngram " + size;
  }

  @Override
  public void restrict(History soFar, BitSet allowed) {
    int last = soFar.length() - size;
    for (int start = 0; start <= last; start++) {
      if (beginsLikeTheEnd(soFar, start)) {
        allowed.clear(soFar.id(start + size - 1));
      }
    }
  }

  /** Whether all but the last token of the run from {@code start} are the last tokens so far. */
  private boolean beginsLikeTheEnd(History soFar, int start) {
    int end = soFar.length() - size + 1;
    for (int i = 0; i < size - 1; i++) {
      if (soFar.id(start + i) != soFar.id(end + i)) {
        return false;
      }
    }
    return true;
  }
}
