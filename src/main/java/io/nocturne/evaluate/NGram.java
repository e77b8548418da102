package io.nocturne.evaluate;

import io.nocturne.base.Require;
import io.nocturne.evaluate.TrainingText.Alphabet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An n-gram model with interpolated modified Kneser-Ney smoothing (Chen and Goodman, "An empirical
 * study of smoothing techniques for language modeling", Computer Speech and Language 13, 1999):
 *
 * <pre>
 *   p(w | h) = max(c(hw) − D(c(hw)), 0) / c(h) + γ(h) · p(w | h without its furthest token)
 *   γ(h) = (D1·N1(h) + D2·N2(h) + D3·N3(h)) / c(h)
 * </pre>
 *
 * <p>At the full length c counts occurrences, at shorter ones the distinct preceding tokens; N1, N2
 * and N3 are the numbers of words that occur once, twice and more often after h. Below the empty
 * context every token has the same probability. The model backs off from an unseen context to the
 * next shorter one, and padding stands for the time before a piece.
 */
final class NGram implements Baseline {
  /** The maximum length of n-grams. */
  static final int MAX_ORDER = 16;

  private final Alphabet alphabet;
  private final List<Level> levels;

  /**
   * Trains the model on a text.
   *
   * @param order the length of the longest n-grams, 1 to {@value #MAX_ORDER}
   */
  NGram(TrainingText text, int order) {
    Require.between("order", order, 1, MAX_ORDER);
    alphabet = text.alphabet();
    List<Contexts> contexts = new ArrayList<>(List.of(Contexts.empty(text)));
    for (int length = 1; length < order; length++) {
      contexts.add(contexts.get(length - 1).longer(text, length));
    }
    List<Level> smoothed = new ArrayList<>();
    for (int length = order - 1; length >= 0; length--) {
      Contexts here = contexts.get(length);
      boolean longest = length == order - 1;
      smoothed.add(
          longest
              ? Level.of(here, here.counts(), new int[here.size() + 1])
              : Level.of(
                  here,
                  here.continuations(contexts.get(length + 1)),
                  firstChildren(here, contexts.get(length + 1))));
    }
    Collections.reverse(smoothed);
    levels = List.copyOf(smoothed);
  }

  private static int[] firstChildren(Contexts contexts, Contexts longer) {
    int[] first = new int[contexts.size() + 1];
    for (int parent : longer.parents()) {
      first[parent + 1]++;
    }
    Arrays.parallelPrefix(first, Integer::sum);
    return first;
  }

  /**
   * The smoothed contexts of one length.
   *
   * @param tokens for each context, its furthest token
   * @param firstChildren for each context, the first of the contexts one longer that extend it
   * @param firstEntries for each context, its first entry
   * @param words the word of each entry
   * @param shares for each entry, its discounted count as a share of the context's count
   * @param rests for each context, γ: the probability mass that the discounts leave to the next
   *     shorter one
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Level(
      int[] tokens,
      int[] firstChildren,
      int[] firstEntries,
      int[] words,
      double[] shares,
      double[] rests) {

    static Level of(Contexts contexts, int[] counts, int[] firstChildren) {
      Discounts discounts = Discounts.of(counts);
      double[] shares = new double[counts.length];
      double[] rests = new double[contexts.size()];
      int[] first = contexts.firstEntries();
      for (int context = 0; context < rests.length; context++) {
        long sum = 0;
        double off = 0;
        for (int i = first[context]; i < first[context + 1]; i++) {
          sum += counts[i];
          off += discounts.forCount(counts[i]);
        }
        for (int i = first[context]; i < first[context + 1]; i++) {
          shares[i] = (counts[i] - discounts.forCount(counts[i])) / sum;
        }
        rests[context] = sum == 0 ? 1 : off / sum;
      }
      return new Level(contexts.tokens(), firstChildren, first, contexts.words(), shares, rests);
    }

    void refine(int context, double[] probabilities) {
      double rest = rests[context];
      for (int id = 0; id < probabilities.length; id++) {
        probabilities[id] *= rest;
      }
      for (int i = firstEntries[context]; i < firstEntries[context + 1]; i++) {
        probabilities[words[i]] += shares[i];
      }
    }
  }

  @Override
  public String name() {
    return levels.size() == 2 ? "bigram" : levels.size() + "-gram";
  }

  @Override
  public int memory() {
    return levels.size() - 1;
  }

  @Override
  public void predict(int[] tokens, int from, int to, double[] probabilities) {
    Arrays.fill(probabilities, 1.0 / alphabet.predictable());
    probabilities[alphabet.pad()] = 0;
    int context = 0;
    for (int length = 0; context >= 0; length++) {
      levels.get(length).refine(context, probabilities);
      int next = to - 1 - length;
      context = length == memory() || next < from ? -1 : child(length, context, tokens[next]);
    }
  }

  /** Returns the context that extends one backward by a token; negative if it is unseen. */
  private int child(int length, int context, int token) {
    int[] first = levels.get(length).firstChildren();
    return Arrays.binarySearch(
        levels.get(length + 1).tokens(), first[context], first[context + 1], token);
  }
}
