package io.nocturne.originality;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.originality.SuffixArray.SuffixRange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuffixArrayTest {

  /** The example of most textbooks. */
  @Test
  void sortsTheSuffixesOfBanana() {
    assertThat(order(bytes("banana"))).containsExactly(5, 3, 1, 0, 4, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255})
  void sortsAsComparingEachWithEachDoes(int symbols) {
    Random random = new Random(symbols);
    for (int round = 0; round < 200; round++) {
      byte[] text = new byte[random.nextInt(120)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) random.nextInt(symbols);
      }
      assertThat(order(text)).as(Arrays.toString(text)).containsExactly(byComparing(text));
    }
  }

  @Test
  void sortsALongRepetition() {
    byte[] text = new byte[200_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (i % 7);
    }
    SuffixArray sorted = new SuffixArray(text);
    // The shorter of two that are equal as far as they go comes first.
    assertThat(sorted.position(0)).isEqualTo(text.length - text.length % 7);
    assertThat(sorted.position(1)).isEqualTo(sorted.position(0) - 7);
  }

  @Test
  void findsWhereATextContinues() {
    SuffixArray sorted = new SuffixArray(bytes("banana"));
    SuffixRange range = sorted.narrowed(sorted.narrowed(sorted.all(), 'a'), 'n');
    assertThat(IntStream.range(range.from(), range.to()).map(sorted::position).boxed().toList())
        .containsExactly(3, 1);
    assertThat(sorted.narrowed(range, 'b').isEmpty()).isTrue();
  }

  private static int[] order(byte[] text) {
    SuffixArray sorted = new SuffixArray(text);
    return IntStream.range(0, text.length).map(sorted::position).toArray();
  }

  private static int[] byComparing(byte[] text) {
    return IntStream.range(0, text.length)
        .boxed()
        .sorted(
            Comparator.comparing(
                from -> Arrays.copyOfRange(text, from, text.length), Arrays::compareUnsigned))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
