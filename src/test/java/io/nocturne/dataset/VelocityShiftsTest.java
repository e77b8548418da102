package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.dataset.Augmentation.Row;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VelocityShiftsTest {
  private static final Tokenizer PERFORMANCES = PerformanceTokenizer.standard();

  @Test
  void allVelocitiesOfAWindowMoveTogether() {
    for (int window = 0; window < 100; window++) {
      int[] ids = {id("Velocity_42"), id("NoteOn_C4"), id("Velocity_62")};
      int between = ids[2] - ids[0];
      shift(PERFORMANCES, ids, window);
      assertThat(ids[2] - ids[0]).isEqualTo(between);
      assertThat(ids[1]).isEqualTo(id("NoteOn_C4"));
    }
  }

  @Test
  void shiftsThatLeaveTheBinsAreNotSampled() {
    assertThat(sampled(PERFORMANCES, "Velocity_2"))
        .containsExactly("Velocity_10", "Velocity_2", "Velocity_6");
    assertThat(sampled(PERFORMANCES, "Velocity_126"))
        .containsExactly("Velocity_118", "Velocity_122", "Velocity_126");
  }

  @Test
  void eventsHaveVelocitiesToo() {
    assertThat(sampled(EventTokenizer.standard(), "Velocity_56"))
        .containsExactly("Velocity_24", "Velocity_40", "Velocity_56", "Velocity_72", "Velocity_88");
  }

  private static Set<String> sampled(Tokenizer tokenizer, String velocity) {
    Set<String> sampled = new TreeSet<>();
    for (int window = 0; window < 200; window++) {
      int[] ids = {tokenizer.vocabulary().id(velocity).orElseThrow()};
      shift(tokenizer, ids, window);
      sampled.add(tokenizer.vocabulary().token(ids[0]));
    }
    return sampled;
  }

  private static void shift(Tokenizer tokenizer, int[] ids, int window) {
    new VelocityShifts(tokenizer, 2, 5).apply(ids, new Row(0, ids.length), 1, window);
  }

  private static int id(String token) {
    return PERFORMANCES.vocabulary().id(token).orElseThrow();
  }
}
