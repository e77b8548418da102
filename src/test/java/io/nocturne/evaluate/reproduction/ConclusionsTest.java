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
                + " all of the answers.");
  }

  @Test
  void saysNothingOfAnswersWhereTheNearestReadingHasReadNone() {
    assertThat(
            Conclusions.nearest(
                List.of(
                    column(Interpretation.LAST_WINDOW, 97, 97),
                    column(Interpretation.EVERY_PIECE, 60, 15))))
        .endsWith("Nearest to it here is \"last, by window\", with 97.0 %.");
  }

  @Test
  void tellsCopyingFromPrediction() {
    assertThat(Conclusions.sentences(List.of(column(Interpretation.EVERY_PIECE, 98, 15))))
        .containsExactly(
            "\"every, by piece\": right at 98.0 % of all positions, of which copying alone gives"
                + " 97.5 %; where nothing can be copied at 15.0 %, no more than the n-gram's 16.0"
                + " %.");
  }

  @Test
  void saysSoIfTheNetworkIsBetterThanTheNGram() {
    assertThat(Conclusions.sentences(List.of(column(Interpretation.LAST_PIECE, 17, 17))))
        .containsExactly(
            "\"last, by piece\": right at 17.0 % of the notes, more than the n-gram's 16.0 %.");
  }

  @Test
  void speaksOfNoAnswersWhereNoneAreRead() {
    assertThat(Conclusions.whatIsMeasured(List.of(column(Interpretation.LAST_PIECE, 17, 17))))
        .startsWith("The layers of this network read forward alone")
        .doesNotContain("copying");
  }

  private static ResultColumn column(Interpretation reading, int all, int honest) {
    return new ResultColumn(List.of(result(reading, 1, all, honest, 16)));
  }
}
