package io.nocturne.dataset;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Some, but not all, of a list of counts whose sum is as near as possible to a wanted one.
 *
 * <p>The sums that can be reached are tabulated, count by count, until the wanted one is among them
 * (the usual way with subset sums). As the list is in random order and its first counts usually
 * suffice, the choice is random too. Where a table would be too large, counts are first taken as
 * they come until little is wanting.
 */
final class SubsetSum {
  private static final int UNREACHED = -1;
  private static final int NOTHING = -2;
  // Bounds time (about 0.2 s) and, by the second figure, memory (32 MB).
  private static final long MAX_STEPS = 1L << 28;
  private static final int MAX_REST = 1 << 22;

  private final long[] counts;
  private final long wanted;
  private final long total;
  private final BitSet chosen = new BitSet();
  private long sum;

  private SubsetSum(long[] counts, long wanted) {
    this.counts = counts;
    this.wanted = wanted;
    this.total = Arrays.stream(counts).sum();
  }

  /**
   * Chooses counts.
   *
   * @param counts at least 2, each at least 1, in random order
   * @param wanted 0 to the sum of all
   * @return the places of the chosen ones: at least one, not all
   */
  static BitSet of(long[] counts, long wanted) {
    var subset = new SubsetSum(counts, wanted);
    int maxRest = (int) Math.min(MAX_REST, MAX_STEPS / counts.length + 1);
    subset.takeUntilWanting(maxRest);
    subset.takeNearest(2 * maxRest);
    return subset.chosen;
  }

  private void takeUntilWanting(int rest) {
    for (int i = 0; i < counts.length && wanted - sum > rest; i++) {
      if (counts[i] <= wanted - sum) {
        chosen.set(i);
        sum += counts[i];
      }
    }
  }

  private void takeNearest(int largestTable) {
    long largest = Arrays.stream(counts).max().orElseThrow();
    int[] lastOf = new int[(int) Math.min(wanted - sum + largest, largestTable) + 1];
    Arrays.fill(lastOf, UNREACHED);
    lastOf[0] = NOTHING;
    tabulate(lastOf);
    int best = nearest(lastOf);
    if (best == UNREACHED) {
      takeSmallest();
      return;
    }
    for (int rest = best; lastOf[rest] != NOTHING; rest -= (int) counts[lastOf[rest]]) {
      // The count's predecessors in the table were reached before it, so none is taken twice.
      chosen.set(lastOf[rest]);
    }
    sum += best;
  }

  /** Fills in, for every sum within the table, the count that first completed it. */
  private void tabulate(int[] lastOf) {
    long goal = wanted - sum;
    for (int i = 0; i < counts.length; i++) {
      if (chosen.get(i) || counts[i] >= lastOf.length) {
        continue;
      }
      int count = (int) counts[i];
      for (int s = lastOf.length - 1; s >= count; s--) {
        if (lastOf[s] == UNREACHED && lastOf[s - count] != UNREACHED) {
          lastOf[s] = i;
        }
      }
      if (allowed(goal) && goal < lastOf.length && lastOf[(int) goal] != UNREACHED) {
        return;
      }
    }
  }

  private int nearest(int[] lastOf) {
    long goal = wanted - sum;
    int best = UNREACHED;
    for (int s = 0; s < lastOf.length; s++) {
      boolean nearer = best == UNREACHED || Math.abs(s - goal) < Math.abs(best - goal);
      if (lastOf[s] != UNREACHED && allowed(s) && nearer) {
        best = s;
      }
    }
    return best;
  }

  private boolean allowed(long more) {
    return sum + more > 0 && sum + more < total;
  }

  private void takeSmallest() {
    int smallest = 0;
    for (int i = 1; i < counts.length; i++) {
      smallest = counts[i] < counts[smallest] ? i : smallest;
    }
    chosen.set(smallest);
    sum += counts[smallest];
  }
}
