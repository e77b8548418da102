package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedNumbersTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 64", "3, 65", "4, 4096", "5, 4097", "6, 1000000"})
  void areInAscendingOrder(long seed, long limit) {
    long[] numbers =
        LongStream.concat(
                LongStream.of(0, limit - 1),
                new Random(seed).longs(500, 0, limit).map(number -> limit - 1 - number / 3))
            .distinct()
            .toArray();
    SortedNumbers sorted = new SortedNumbers(limit, LongStream.of(numbers));
    assertThat(LongStream.range(0, numbers.length).map(sorted::at).toArray())
        .as("seed %d", seed)
        .isEqualTo(LongStream.of(numbers).sorted().toArray());
  }
}
