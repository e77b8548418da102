package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 | 1 | 1 | embedding must be at least 1, was 0",
        "1 | 0 | 1 | 1 | units must be at least 1, was 0",
        "1 | 1 | 0 | 1 | layers must be 1 to 16, was 0",
        "1 | 1 | 17 | 1 | layers must be 1 to 16, was 17",
        "1 | 1 | 1 | 0 | window must be at least 1, was 0"
      })
  void modelRejectsSizesOutOfRange(
      int embedding, int units, int layers, int window, String message) {
    assertRejected(() -> new ModelSpec(embedding, units, layers, window, 0, Targets.LAST), message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void modelRejectsDropoutOutOfRange(double dropout) {
    assertRejected(
        () -> new ModelSpec(1, 1, 1, 1, dropout, Targets.LAST),
        "dropout must be at least 0 and below 1, was " + dropout);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0 | token count must be at least 2, was 1",
        "5 | 5 | pad must be 0 to 4, was 5",
        "5 | -1 | pad must be 0 to 4, was -1"
      })
  void tokenIdsRejectPaddingOutsideOfTheVocabulary(int count, int pad, String message) {
    assertRejected(() -> new TokenIds(count, pad), message);
  }

  @Test
  void theSmallestAndLargestValuesAreAccepted() {
    assertThatCode(() -> new ModelSpec(1, 1, 16, 1, 0.999, Targets.EVERY))
        .doesNotThrowAnyException();
    assertThatCode(() -> new TokenIds(2, 1)).doesNotThrowAnyException();
  }

  @Test
  void batchLossesAddUp() {
    BatchLoss both = new BatchLoss(3, 1, 2).plus(new BatchLoss(1, 2, 6)).plus(BatchLoss.NONE);
    assertThat(both).isEqualTo(new BatchLoss(4, 3, 8));
    assertThat(both.loss()).isEqualTo(0.5);
    assertThat(both.accuracy()).isEqualTo(0.375);
  }

  private static void assertRejected(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
