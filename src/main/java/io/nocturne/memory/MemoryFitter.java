package io.nocturne.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gathers how well pieces are predicted, and fits the weights of a memory. */
public final class MemoryFitter {
  private static final int MAX_FOLDS = 5;

  /** Keeps the logarithm of a probability finite that is 0 in float32. */
  private static final double SMALLEST = 1e-300;

  /** More would hardly change the weights; so a large corpus takes a bounded memory. */
  private static final int MAX_OBSERVATIONS = 200_000;

  private final List<List<Observation>> byGroup = new ArrayList<>();
  private int count;

  /** Returns whether more tokens would be ignored. */
  public boolean isFull() {
    return count >= MAX_OBSERVATIONS;
  }

  /**
   * Adds a token of a piece. After 200,000 of them, more are ignored.
   *
   * @param group the number of the group that the piece is in, counted from 0; a piece may be one
   *     of its own
   * @param suggestions of the memory before the token
   * @param id the token that came
   * @param probabilities of each token by the network
   */
  public void add(int group, Suggestions suggestions, int id, double[] probabilities) {
    if (isFull()) {
      return;
    }
    count++;
    while (byGroup.size() <= group) {
      byGroup.add(new ArrayList<>());
    }
    byGroup.get(group).add(suggestions.observe(id, probabilities));
  }

  /**
   * Fits the weights.
   *
   * @param checkpoint the name of the checkpoint with the network's weights
   * @throws IllegalStateException if no token was added
   */
  public FittedMemory fit(String checkpoint) {
    long groups = byGroup.stream().filter(observations -> !observations.isEmpty()).count();
    int foldCount = groups < 2 ? 0 : Math.min(MAX_FOLDS, byGroup.size());
    List<Observation> all = byGroup.stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      throw new IllegalStateException("there must be a token to fit the memory to, was none");
    }
    List<MemoryWeights> weights =
        IntStream.rangeClosed(0, foldCount) // The last is not a fold.
            .parallel()
            .mapToObj(fold -> MemoryWeights.fit(fold < foldCount ? others(fold, foldCount) : all))
            .toList();
    List<MemoryWeights> folds = weights.subList(0, foldCount);
    FittedMemory fitted =
        new FittedMemory(checkpoint, weights.get(foldCount), folds, all.size(), 0, 0);
    double network = 0;
    double memory = 0;
    for (int group = 0; group < byGroup.size(); group++) {
      MemoryWeights heldOut = fitted.heldOut(group);
      Gate gate = heldOut.gate();
      for (Observation one : byGroup.get(group)) {
        double trust = one.isLoop() ? heldOut.loops() : 1;
        double mixed = (1 - trust) * one.network() + trust * gate.probability(one);
        network -= Math.log(Math.max(SMALLEST, one.network()));
        memory -= Math.log(Math.max(SMALLEST, mixed));
      }
    }
    return new FittedMemory(
        checkpoint, fitted.weights(), folds, all.size(), network / all.size(), memory / all.size());
  }

  private List<Observation> others(int fold, int folds) {
    List<Observation> others = new ArrayList<>();
    for (int group = 0; group < byGroup.size(); group++) {
      if (group % folds != fold) {
        others.addAll(byGroup.get(group));
      }
    }
    return others;
  }
}
