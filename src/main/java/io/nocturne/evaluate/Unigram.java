package io.nocturne.evaluate;

import io.nocturne.evaluate.TrainingText.Alphabet;
import java.util.Arrays;

/**
 * Predicts the same everywhere: how often each token occurs in training, with one added to each
 * count.
 */
final class Unigram implements Baseline {
  private final double[] probabilities;

  /** Trains the model on a text. */
  Unigram(TrainingText text) {
    Alphabet alphabet = text.alphabet();
    probabilities = new double[alphabet.size()];
    Arrays.fill(probabilities, 1);
    probabilities[alphabet.pad()] = 0;
    for (int i = 0; i < text.size(); i++) {
      probabilities[text.token(i)]++;
    }
    double sum = (double) text.size() + alphabet.predictable();
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] /= sum;
    }
  }

  @Override
  public String name() {
    return "unigram";
  }

  @Override
  public int memory() {
    return 0;
  }

  @Override
  public void predict(int[] tokens, int from, int to, double[] into) {
    System.arraycopy(probabilities, 0, into, 0, probabilities.length);
  }

  /** Returns the probability of a token. */
  double of(int token) {
    return probabilities[token];
  }
}
