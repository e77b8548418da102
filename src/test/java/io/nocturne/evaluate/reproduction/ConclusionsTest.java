package io.nocturne.evaluate.reproduction;

import static io.nocturne.evaluate.reproduction.Trials.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The same code says other things of other figures. */
class ConclusionsTest {

  @Test
  void saysThatTheNearestReadingHasReadItsAnswers() {
    assertThat(
            Conclusions.nearest(
                List.of(
                    column(Interpretation.LAST_PIECE, 15, 15),
                    column(Interpretation.EVERY_PIECE, 98, 15))))
        .isEqualTo(
            "The published validation accuracy is 98.5 %. Nearest to it here is \"every, by"
                + " piece\", with 98.0 %: a reading in which the backward layers have read nearly"
                + " all of the targets.");
  }

  @Test
  void doesNotMentionTargetsThatTheNearestReadingHasNotRead() {
    assertThat(
            Conclusions.nearest(
                List.of(
                    column(Interpretation.LAST_WINDOW, 97, 97),
                    column(Interpretation.EVERY_PIECE, 60, 15))))
        .endsWith("Nearest to it here is \"last, by window\", with 97.0 %.");
  }

  @Test
  void distinguishesCopyingFromPrediction() {
    assertThat(Conclusions.sentences(List.of(column(Interpretation.EVERY_PIECE, 98, 15))))
        .containsExactly(
            "\"every, by piece\": 98.0 % accuracy over all positions, of which copying alone gives"
                + " 97.5 %; where nothing can be copied 15.0 %, not above the n-gram's 16.0 %.");
  }

  @Test
  void reportsANetworkThatBeatsTheNGram() {
    assertThat(Conclusions.sentences(List.of(column(Interpretation.LAST_PIECE, 17, 17))))
        .containsExactly("\"last, by piece\": 17.0 % accuracy, above the n-gram's 16.0 %.");
  }

  @Test
  void doesNotMentionCopyingWhereNoTargetsAreRead() {
    assertThat(Conclusions.whatIsMeasured(List.of(column(Interpretation.LAST_PIECE, 17, 17))))
        .startsWith("The layers of this network read forward alone")
        .doesNotContain("copying");
  }

  private static ResultColumn column(Interpretation reading, int all, int honest) {
    return new ResultColumn(List.of(result(reading, 1, all, honest, 16)));
  }
}
