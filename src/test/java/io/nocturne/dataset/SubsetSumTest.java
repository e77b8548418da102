package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SubsetSumTest {

  @Property(tries = 500, seed = "1")
  void noOtherChoiceComesNearer(
      @ForAll @Size(min = 2, max = 9) List<@LongRange(min = 1, max = 60) Long> list,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    long[] counts = list.stream().mapToLong(Long::longValue).toArray();
    long wanted = Math.round(share * Arrays.stream(counts).sum());
    BitSet chosen = SubsetSum.of(counts, wanted);
    assertThat(chosen.cardinality()).isBetween(1, counts.length - 1);
    assertThat(Math.abs(sum(counts, chosen) - wanted)).isEqualTo(leastDistance(counts, wanted));
  }

  @Test
  void aLargeCorpusIsDividedToTheWindow() {
    long[] counts = new Random(2).longs(20_000, 1, 8_000).toArray();
    long wanted = Arrays.stream(counts).sum() / 5;
    assertThat(sum(counts, SubsetSum.of(counts, wanted))).isEqualTo(wanted);
  }

  @Test
  void countsTooLargeToTabulateAreStillChosenFrom() {
    long[] counts = {3_000_000_000L, 2_000_000_000L, 4_000_000_000L};
    assertThat(SubsetSum.of(counts, 1_500_000_000L)).isEqualTo(BitSet.valueOf(new long[] {2}));
  }

  private static long leastDistance(long[] counts, long wanted) {
    long least = Long.MAX_VALUE;
    for (long set = 1; set < (1L << counts.length) - 1; set++) {
      long sum = sum(counts, BitSet.valueOf(new long[] {set}));
      least = Math.min(least, Math.abs(sum - wanted));
    }
    return least;
  }

  private static long sum(long[] counts, BitSet chosen) {
    return chosen.stream().mapToLong(i -> counts[i]).sum();
  }
}
