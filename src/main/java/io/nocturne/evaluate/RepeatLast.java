package io.nocturne.evaluate;

/**
 * Predicts a repetition of the last token with a fixed weight, and otherwise as {@link Unigram}
 * does. The weight maximizes the likelihood of the training text.
 */
final class RepeatLast implements Baseline {
  private static final int MAX_ROUNDS = 200;
  private static final double PRECISION = 1e-12;

  private final Unigram unigram;
  private final int pad;
  private final double weight;

  /** Estimates the weight on a text. */
  RepeatLast(TrainingText text) {
    unigram = new Unigram(text);
    pad = text.alphabet().pad();
    weight = weight(text, unigram);
  }

  /**
   * Fits the weight by expectation maximization (Jelinek and Mercer, 1980); a round never lowers
   * the likelihood.
   */
  private static double weight(TrainingText text, Unigram unigram) {
    long[] repeated = new long[text.alphabet().size()];
    long others = 0;
    for (int i = 0; i < text.size(); i++) {
      if (text.before(i, 1) == text.token(i)) {
        repeated[text.token(i)]++;
      } else if (text.before(i, 1) != text.alphabet().pad()) {
        others++;
      }
    }
    double weight = 0.5;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double next = expected(weight, repeated, others, unigram);
      if (Math.abs(next - weight) < PRECISION) {
        return next;
      }
      weight = next;
    }
    return weight;
  }

  /** Returns the expected share of intended repetitions, given this weight. */
  private static double expected(double weight, long[] repeated, long others, Unigram unigram) {
    double intended = 0;
    double all = others;
    for (int token = 0; token < repeated.length; token++) {
      if (repeated[token] > 0) {
        double likelihood = weight + (1 - weight) * unigram.of(token);
        intended += repeated[token] * weight / likelihood;
        all += repeated[token];
      }
    }
    return all == 0 ? 0 : intended / all;
  }

  @Override
  public String name() {
    return "repeat-last";
  }

  @Override
  public int memory() {
    return 1;
  }

  @Override
  public void predict(int[] tokens, int from, int to, double[] probabilities) {
    unigram.predict(tokens, from, to, probabilities);
    if (to == from || tokens[to - 1] == pad) {
      return; // Nothing to repeat.
    }
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] *= 1 - weight;
    }
    probabilities[tokens[to - 1]] += weight;
  }
}
