package io.nocturne.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.model.MemoryTables;
import io.nocturne.model.MemoryTables.Likeness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContextIndexTest {
  private static final float LEAST = 0.8f;

  @Property(tries = 200)
  void comparesContextsAsASumOverTheirSymbolsDoes(
      @ForAll @Size(max = 90) List<@IntRange(max = 3) Integer> symbols,
      @ForAll @IntRange(max = 1) int kind,
      @ForAll @IntRange(min = 1, max = 70) int nearest) {
    ContextIndex index = index(symbols);
    assertThat(index.maxLag()).isEqualTo(Math.max(0, symbols.size() - 1));
    double peak = 0;
    List<Integer> found = new ArrayList<>();
    for (int lag = 1; lag <= index.maxLag(); lag++) {
      double expected = 0;
      for (int back = 1; back + lag <= symbols.size(); back++) {
        boolean isSame =
            symbols.get(symbols.size() - back).equals(symbols.get(symbols.size() - back - lag));
        expected += isSame ? Math.pow(Likeness.KINDS.get(kind).decay(), back - 1) : 0;
      }
      assertThat(index.likeness(kind, lag)).isCloseTo((float) expected, within(1e-4f));
      if (lag >= nearest) {
        peak = Math.max(peak, expected);
        if (index.likeness(kind, lag) >= LEAST) {
          found.add(lag);
        }
      }
    }
    assertThat(index.peak(kind, nearest)).isCloseTo((float) peak, within(1e-4f));
    int[] lags = new int[index.maxLag() + 1];
    int count = index.find(kind, LEAST, nearest, lags);
    assertThat(Arrays.stream(lags).limit(count).boxed()).isEqualTo(found);
  }

  @Property(tries = 300)
  void findsAPassageThreeTimesInARowAsAComparisonDoes(
      @ForAll @Size(max = 40) List<@IntRange(max = 1) Integer> symbols) {
    int end = symbols.size();
    boolean isLoop = false;
    for (int passage = 1; 3 * passage <= end; passage++) {
      int agree = Math.max(2 * passage, MemoryTables.MIN_LOOP);
      isLoop |=
          agree + passage <= end
              && symbols
                  .subList(end - agree, end)
                  .equals(symbols.subList(end - agree - passage, end - passage));
    }
    assertThat(index(symbols).isLoop()).isEqualTo(isLoop);
  }

  @Test
  void comparesABoundedNumberOfContexts() {
    ContextIndex index = new ContextIndex();
    for (int i = 0; i < 20_000; i++) {
      index.add(i % 9000);
    }
    assertThat(index.maxLag()).isEqualTo(MemoryTables.MAX_LAG);
    assertThat(index.peak(1, 1)).isZero(); // What agrees is 9,000 symbols away.
  }

  @Test
  void growsIndependentlyOfItsCopy() {
    ContextIndex index = index(List.of(1, 2, 3, 1, 2));
    ContextIndex copy = index.copy();
    copy.add(9);
    index.add(3);
    assertThat(index.likeness(0, 3)).isGreaterThan(2);
    assertThat(copy.likeness(0, 3)).isLessThan(2);
  }

  private static ContextIndex index(List<Integer> symbols) {
    ContextIndex index = new ContextIndex();
    symbols.forEach(index::add);
    return index;
  }
}
