package io.nocturne.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.memory.MatchIndex.Matches;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MatchIndexTest {

  @Property(tries = 300)
  void findsTheLongestEarlierOccurrencesAsASearchOfTheWholeSequenceDoes(
      @ForAll @Size(max = 120) List<@IntRange(max = 3) Integer> symbols,
      @ForAll @IntRange(min = 1, max = 4) int minLength) {
    MatchIndex index = new MatchIndex(minLength, 9);
    List<Integer> soFar = new ArrayList<>();
    for (int symbol : symbols) {
      index.add(symbol);
      soFar.add(symbol);
      Matches found = index.matches();
      Matches wanted = search(soFar, minLength, 9);
      assertThat(found.length()).isEqualTo(wanted.length());
      assertThat(found.positions()).containsExactly(wanted.positions());
      assertThat(found.isLoop()).isEqualTo(wanted.isLoop());
    }
  }

  private static Matches search(List<Integer> symbols, int minLength, int maxLength) {
    int end = symbols.size();
    for (int length = Math.min(maxLength, end); length >= minLength; length--) {
      List<Integer> positions = new ArrayList<>();
      for (int at = end - 1; at >= length; at--) {
        if (symbols.subList(at - length, at).equals(symbols.subList(end - length, end))) {
          positions.add(at);
        }
      }
      if (!positions.isEmpty()) {
        int passage = end - positions.get(0);
        boolean isLoop =
            end >= 3 * passage
                && symbols
                    .subList(end - 2 * passage, end)
                    .equals(symbols.subList(end - 3 * passage, end - passage));
        return new Matches(
            length, positions.stream().mapToInt(Integer::intValue).toArray(), isLoop);
      }
    }
    return Matches.NONE;
  }

  @Test
  void comparesABoundedNumberOfOccurrences() {
    MatchIndex index = new MatchIndex(1, 24);
    for (int i = 0; i < 1000; i++) {
      index.add(7);
    }
    assertThat(index.matches().positions()).hasSizeBetween(1, MatchIndex.MAX_CANDIDATES);
  }
}
