package io.nocturne.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnsetToleranceTest {
  private static final OnsetTolerance TOLERANCE = new OnsetTolerance(30);

  @Test
  void groupsNotesWithinTheToleranceOfTheFirst() {
    // A tick is a millisecond.
    assertThat(onsets(0, 30, 31, 61, 62, 200))
        .containsExactly(List.of(0L, 30L), List.of(31L, 61L), List.of(62L), List.of(200L));
  }

  @Test
  void ordersTheNotesOfAGroupByPitch() {
    List<Note> notes = List.of(new Note(0, 10, 64, 64, 0), new Note(20, 10, 60, 64, 0));
    assertThat(grouped(notes).get(0)).extracting(Note::pitch).containsExactly(60, 64);
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(OnsetTolerance.parse(TOLERANCE.label())).isEqualTo(TOLERANCE);
    assertThatThrownBy(() -> OnsetTolerance.parse("30"))
        .hasMessage("a tolerance must be whole milliseconds such as 30ms, was 30");
    assertThatThrownBy(() -> OnsetTolerance.parse("1001ms"))
        .hasMessage("a tolerance must be 1 to 1000 ms, was 1001 ms");
  }

  private static List<List<Long>> onsets(long... ticks) {
    List<Note> notes = new ArrayList<>();
    for (long tick : ticks) {
      notes.add(new Note(tick, 10, 60 + notes.size(), 64, 0));
    }
    return grouped(notes).stream()
        .map(group -> group.stream().map(Note::onsetTicks).toList())
        .toList();
  }

  private static List<List<Note>> grouped(List<Note> notes) {
    return TOLERANCE.grouped(notes, Timeline.of(Piece.of("p", 500, notes)));
  }
}
