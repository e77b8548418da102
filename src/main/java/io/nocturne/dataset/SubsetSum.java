package io.nocturne.dataset;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A subset of counts, neither empty nor all of them, whose sum is as close as possible to a target.
 *
 * <p>The sums that the first counts can reach are bits of a number; a further count shifts and adds
 * them. This ends with the count that completes the target. As the counts are in random order and
 * the first of them mostly suffice, the choice is random too. Where there would be too many sums,
 * counts are first taken as they come until little is missing.
 */
final class SubsetSum {
  // Bound time and memory, to 2^29 bits in the worst case, where no subset has the target's sum.
  private static final long MAX_STEPS = 1L << 28;
  private static final int MAX_REST = 1 << 22;

  private final long[] counts;
  private final long target;
  private final long total;
  private final BitSet chosen = new BitSet();
  private long sum;

  private SubsetSum(long[] counts, long target) {
    this.counts = counts;
    this.target = target;
    this.total = Arrays.stream(counts).sum();
  }

  /**
   * Chooses a subset.
   *
   * @param counts at least 2, each at least 1, in random order
   * @param target 0 to the sum of all
   * @return the indices of the chosen counts: at least one, not all
   */
  static BitSet of(long[] counts, long target) {
    var subset = new SubsetSum(counts, target);
    int maxRest = (int) Math.min(MAX_REST, MAX_STEPS / counts.length + 1);
    subset.takeUntilClose(maxRest);
    subset.takeNearest(2 * maxRest);
    return subset.chosen;
  }

  private void takeUntilClose(int maxRest) {
    for (int i = 0; i < counts.length && target - sum > maxRest; i++) {
      if (counts[i] <= target - sum) {
        take(i);
      }
    }
  }

  private void take(int index) {
    chosen.set(index);
    sum += counts[index];
  }

  private void takeNearest(int maxSum) {
    long largest = Arrays.stream(counts).max().orElseThrow();
    int sums = (int) Math.min(target - sum + largest, maxSum) + 1;
    List<Reached> rows = rows(sums);
    BigInteger reached = rows.get(rows.size() - 1).sums();
    Optional<Integer> best =
        IntStream.range(0, sums)
            .filter(s -> reached.testBit(s) && isAllowed(s))
            .boxed()
            .min(Comparator.comparingLong(s -> Math.abs(s - (target - sum))));
    if (best.isEmpty()) {
      take(smallest());
      return;
    }
    int rest = best.get();
    for (int row = rows.size() - 1; rest > 0; row--) {
      if (!rows.get(row - 1).sums().testBit(rest)) { // This count completed it.
        int index = rows.get(row).index();
        take(index);
        rest -= (int) counts[index];
      }
    }
  }

  /**
   * The sums that can be reached with a count and those before it.
   *
   * @param sums a bit for each sum
   */
  private record Reached(int index, BigInteger sums) {}

  private List<Reached> rows(int sums) {
    BigInteger all = BigInteger.ONE.shiftLeft(sums).subtract(BigInteger.ONE);
    long goal = target - sum;
    BigInteger reached = BigInteger.ONE;
    List<Reached> rows = new ArrayList<>(List.of(new Reached(0, reached)));
    for (int i = 0; i < counts.length; i++) {
      if (chosen.get(i) || counts[i] >= sums) {
        continue;
      }
      reached = reached.or(reached.shiftLeft((int) counts[i])).and(all);
      rows.add(new Reached(i, reached));
      if (goal < sums && isAllowed(goal) && reached.testBit((int) goal)) {
        break;
      }
    }
    return rows;
  }

  private boolean isAllowed(long more) {
    return sum + more > 0 && sum + more < total;
  }

  private int smallest() {
    return IntStream.range(0, counts.length)
        .boxed()
        .min(Comparator.comparingLong(i -> counts[i]))
        .orElseThrow();
  }
}
