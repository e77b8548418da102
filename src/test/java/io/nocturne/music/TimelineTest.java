package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static Timeline timeline(Division division, Tempo... tempos) {
    return Timeline.of(new Piece("", division, List.of(), List.of(tempos), List.of(), List.of()));
  }

  @Test
  void isAHundredAndTwentyQuartersAMinuteWhereNothingIsStated() {
    assertThat(timeline(new Division.Metrical(480)).seconds(960)).isEqualTo(1);
  }

  @Test
  void followsTheTempoMap() {
    // One quarter at 0.5 s, two at 1 s, then 2 s each.
    Timeline timeline =
        timeline(new Division.Metrical(480), new Tempo(480, 1_000_000), new Tempo(1440, 2_000_000));
    assertThat(timeline.seconds(240)).isCloseTo(0.25, within(1e-12));
    assertThat(timeline.seconds(480)).isCloseTo(0.5, within(1e-12));
    assertThat(timeline.seconds(1440)).isCloseTo(2.5, within(1e-12));
    assertThat(timeline.seconds(1920)).isCloseTo(4.5, within(1e-12));
  }

  @Test
  void goesByTheLastOfTheTemposOfATick() {
    Timeline timeline =
        timeline(
            new Division.Metrical(480),
            new Tempo(0, 1_000_000),
            new Tempo(0, 2_000_000),
            new Tempo(0, 4_000_000));
    assertThat(timeline.seconds(480)).isEqualTo(4);
  }

  @Test
  void countsFramesWhateverTheTempo() {
    assertThat(timeline(new Division.Smpte(25, 40), new Tempo(0, 1)).seconds(1000)).isEqualTo(1);
  }

  @Test
  void knowsThatThirtyDropFramesTakeMoreThanASecond() {
    assertThat(timeline(new Division.Smpte(29, 100)).seconds(30_000))
        .isCloseTo(10.01, within(1e-12));
  }

  @Test
  void refusesATickBeforeThePiece() {
    assertThatThrownBy(() -> timeline(new Division.Metrical(480)).seconds(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tick must be at least 0, was -1");
  }
}
