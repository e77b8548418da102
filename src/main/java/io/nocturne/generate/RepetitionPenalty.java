package io.nocturne.generate;

import io.nocturne.base.Require;
import java.util.BitSet;

/**
 * Makes recent tokens less likely: a logit above 0 is divided by the penalty, one below 0
 * multiplied by it, once, however often the token occurs (Keskar et al., CTRL: A Conditional
 * Transformer Language Model for Controllable Generation, 2019, section 4.1; in the form of Hugging
 * Face's {@code repetition_penalty}, since CTRL's own would favor repeated tokens whose logits are
 * negative).
 *
 * @param value above 0; 1 changes nothing, above 1 is stricter, below 1 favors repetition
 * @param window the number of last tokens that count, the primer's among them, at least 1
 */
public record RepetitionPenalty(double value, int window) {
  /** The number of last tokens that llama.cpp looks at. */
  public static final int DEFAULT_WINDOW = 64;

  /** Changes nothing. */
  public static final RepetitionPenalty NONE = new RepetitionPenalty(1, DEFAULT_WINDOW);

  public RepetitionPenalty {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "repetition penalty must be finite and above 0, was " + value);
    }
    Require.atLeast("repetition window", window, 1);
  }

  /** Changes the logits of the recent tokens. */
  public void apply(TokenSequence soFar, float[] logits) {
    if (value == 1) {
      return;
    }
    BitSet seen = new BitSet();
    for (int i = Math.max(0, soFar.length() - window); i < soFar.length(); i++) {
      seen.set(soFar.id(i));
    }
    for (int id = seen.nextSetBit(0); id >= 0; id = seen.nextSetBit(id + 1)) {
      logits[id] = (float) (logits[id] > 0 ? logits[id] / value : logits[id] * value);
    }
  }
}
