package io.nocturne.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTableTest {
  private static final long SEED = 7;

  @Test
  void numbersKeysAsAMapDoesAlsoAfterItForgotThem() {
    Random random = new Random(SEED);
    LongTable table = new LongTable();
    for (int run = 0; run < 30; run++) {
      Map<Long, Integer> map = new HashMap<>();
      for (int i = random.nextInt(500); i >= 0; i--) {
        long key = random.nextInt(300) - 150L;
        map.putIfAbsent(key, map.size());
        assertThat(table.number(key)).as("seed %d, run %d", SEED, run).isEqualTo(map.get(key));
      }
      assertThat(table.size()).isEqualTo(map.size());
      map.forEach((key, number) -> assertThat(table.key(number)).isEqualTo(key));
      table.clear();
      assertThat(table.size()).isZero();
    }
  }
}
