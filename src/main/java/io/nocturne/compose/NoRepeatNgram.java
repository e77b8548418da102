package io.nocturne.compose;

import io.nocturne.base.Require;
import io.nocturne.generate.Constraint;
import io.nocturne.generate.TokenSequence;
import java.util.BitSet;

/**
 * No run of so many tokens comes twice, the primer's runs included: of "C D E C D", with 3, E may
 * not come next (Paulus, Xiong and Socher, A Deep Reinforced Model for Abstractive Summarization,
 * 2017, section 2.5; Hugging Face's {@code no_repeat_ngram_size}).
 *
 * <p>It looks through the whole history at each step.
 *
 * @param size tokens in a run, at least 1
 */
public record NoRepeatNgram(int size) implements Constraint {
  public NoRepeatNgram {
    Require.atLeast("no-repeat n-gram", size, 1);
  }

  @Override
  public String name() {
    return "--no-repeat-ngram " + size;
  }

  @Override
  public void restrict(TokenSequence soFar, BitSet allowed) {
    int last = soFar.length() - size + 1; // The start of the run that the next token completes.
    for (int start = 0; start < last; start++) {
      if (soFar.repeats(start, last, size - 1)) {
        allowed.clear(soFar.id(start + size - 1));
      }
    }
  }
}
