package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Finds what a beam search must find, by looking at every piece of up to four tokens after the
 * primer 1 0. Of five tokens 4 is the padding and 3 ends a piece, or is never chosen; the model
 * sees three. Uses nothing of what it tests.
 *
 * @param ends whether pieces end by themselves
 * @param penalty what logits of the last tokens are divided by, or multiplied if below 0
 * @param lately how many tokens are the last
 * @param distinct how long a run of tokens must be that may not come again; 9 or more for none
 * @param least the fewest tokens of a piece that ends
 */
record EveryPiece(boolean ends, double penalty, int lately, int distinct, int least) {
  private static final int SIZE = 5;
  private static final int PADDING = 4;
  private static final int END = 3;
  private static final int LENGTH = 4;
  private static final int WINDOW = 3;
  private static final List<Integer> PRIMER = List.of(1, 0);

  /** A piece and the mean log-probability of its tokens, the end among them. */
  private record Scored(List<Integer> ids, double score) {}

  /** Without rules. */
  static EveryPiece free(boolean ends) {
    return new EveryPiece(ends, 1, 1, 9, 0);
  }

  /** Pieces that end by themselves, under rules. */
  static EveryPiece ruled(double penalty, int lately, int distinct, int least) {
    return new EveryPiece(true, penalty, lately, distinct, least);
  }

  /** Returns the most likely pieces, without the primer. */
  List<List<Integer>> best(Function<int[][], float[][]> model, int count) {
    List<Scored> all = new ArrayList<>();
    collect(model, PRIMER, 0, all);
    assertThat(all).hasSizeGreaterThan(count).hasSizeLessThan(200);
    all.sort(Comparator.comparingDouble(Scored::score).reversed());
    return all.stream().limit(count).map(Scored::ids).toList();
  }

  private void collect(
      Function<int[][], float[][]> model, List<Integer> soFar, double sum, List<Scored> all) {
    List<Integer> piece = soFar.subList(PRIMER.size(), soFar.size());
    if (piece.size() == LENGTH) {
      all.add(new Scored(piece, sum / LENGTH));
      return;
    }
    double[] logProbabilities = logProbabilities(model, soFar);
    for (int id = 0; id < SIZE; id++) {
      double longer = sum + logProbabilities[id];
      if (id == END && ends && piece.size() >= least && isNew(soFar, id)) {
        all.add(new Scored(piece, longer / (piece.size() + 1)));
      } else if (id != END && id != PADDING && isNew(soFar, id)) {
        collect(model, with(soFar, id), longer, all);
      }
    }
  }

  private double[] logProbabilities(Function<int[][], float[][]> model, List<Integer> soFar) {
    int[] window = new int[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      int place = soFar.size() - WINDOW + i;
      window[i] = place < 0 ? PADDING : soFar.get(place);
    }
    float[] logits = model.apply(new int[][] {window})[0];
    double[] penalized = new double[SIZE];
    double total = 0;
    for (int id = 0; id < SIZE; id++) {
      boolean came = soFar.subList(Math.max(0, soFar.size() - lately), soFar.size()).contains(id);
      double by = came ? penalty : 1;
      penalized[id] = logits[id] > 0 ? logits[id] / by : logits[id] * by;
      total += Math.exp(penalized[id]);
    }
    for (int id = 0; id < SIZE; id++) {
      penalized[id] -= Math.log(total);
    }
    return penalized;
  }

  /** Returns whether the run that a token completes has not come before. */
  private boolean isNew(List<Integer> soFar, int id) {
    List<Integer> all = with(soFar, id);
    if (all.size() < distinct) {
      return true;
    }
    List<Integer> run = all.subList(all.size() - distinct, all.size());
    return Collections.indexOfSubList(all, run) == all.size() - distinct;
  }

  private static List<Integer> with(List<Integer> soFar, int id) {
    List<Integer> longer = new ArrayList<>(soFar);
    longer.add(id);
    return longer;
  }
}
