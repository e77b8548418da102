package io.nocturne.survey.analysis;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * S. Holm's correction for testing several hypotheses at once (A Simple Sequentially Rejective
 * Multiple Test Procedure, 1979).
 */
final class Holm {
  private Holm() {}

  /**
   * Returns adjusted p-values: those at most alpha are significant at alpha, all questions
   * together.
   *
   * @param pValues each 0 to 1
   * @return in the same order
   */
  static double[] adjusted(double... pValues) {
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      double scaled = (order.length - rank) * pValues[order[rank]];
      largest = Math.max(largest, Math.min(1, scaled));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
