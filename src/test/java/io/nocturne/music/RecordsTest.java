package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.KeySignature.Mode;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that exists is valid. */
class RecordsTest {

  private static Arguments row(ThrowingCallable maker, String message) {
    return Arguments.of(maker, message);
  }

  static List<Arguments> invalidNotes() {
    return List.of(
        row(() -> new Note(-1, 1, 60, 64, 0), "onset must be at least 0, was -1"),
        row(() -> new Note(0, -1, 60, 64, 0), "duration must be at least 0, was -1"),
        row(
            () -> new Note(Long.MAX_VALUE, 1, 60, 64, 0),
            "onset and duration must add up to at most 9223372036854775807, were"
                + " 9223372036854775807 and 1"),
        row(() -> new Note(0, 1, -1, 64, 0), "pitch must be 0 to 127, was -1"),
        row(() -> new Note(0, 1, 128, 64, 0), "pitch must be 0 to 127, was 128"),
        row(() -> new Note(0, 1, 60, 0, 0), "velocity must be 1 to 127, was 0"),
        row(() -> new Note(0, 1, 60, 128, 0), "velocity must be 1 to 127, was 128"),
        row(() -> new Note(0, 1, 60, 64, 16), "channel must be 0 to 15, was 16"));
  }

  static List<Arguments> invalidChanges() {
    return List.of(
        row(() -> new Tempo(-1, 1), "tick must be at least 0, was -1"),
        row(() -> new Tempo(0, 0), "microseconds per quarter must be 1 to 16777215, was 0"),
        row(
            () -> new Tempo(0, 1 << 24),
            "microseconds per quarter must be 1 to 16777215, was 16777216"),
        row(() -> new TimeSignature(-1, 4, 4), "tick must be at least 0, was -1"),
        row(() -> new TimeSignature(0, 0, 4), "numerator must be 1 to 255, was 0"),
        row(() -> new TimeSignature(0, 256, 4), "numerator must be 1 to 255, was 256"),
        row(() -> new TimeSignature(0, 4, 6), "denominator must be a power of two, was 6"),
        row(() -> new TimeSignature(0, 4, 0), "denominator must be a power of two, was 0"),
        row(
            () -> new TimeSignature(0, 4, Integer.MIN_VALUE),
            "denominator must be a power of two, was -2147483648"),
        row(() -> new KeySignature(-1, 0, Mode.MAJOR), "tick must be at least 0, was -1"),
        row(() -> new KeySignature(0, -8, Mode.MAJOR), "sharps must be -7 to 7, was -8"),
        row(() -> new KeySignature(0, 8, Mode.MINOR), "sharps must be -7 to 7, was 8"),
        row(() -> new ProgramChange(-1, 0, 0), "tick must be at least 0, was -1"),
        row(() -> new ProgramChange(0, 16, 0), "channel must be 0 to 15, was 16"),
        row(() -> new ProgramChange(0, 0, 128), "program must be 0 to 127, was 128"));
  }

  static List<Arguments> invalidDivisions() {
    return List.of(
        row(() -> new Division.Metrical(0), "ticks per quarter must be 1 to 32767, was 0"),
        row(() -> new Division.Metrical(32768), "ticks per quarter must be 1 to 32767, was 32768"),
        row(() -> new Division.Smpte(26, 80), "frames per second must be 24, 25, 29 or 30, was 26"),
        row(() -> new Division.Smpte(25, 0), "ticks per frame must be 1 to 255, was 0"),
        row(() -> new Division.Smpte(25, 256), "ticks per frame must be 1 to 255, was 256"));
  }

  @ParameterizedTest
  @MethodSource({"invalidNotes", "invalidChanges", "invalidDivisions"})
  void invalidValuesAreRefusedWithNameRuleAndValue(ThrowingCallable maker, String message) {
    assertThatThrownBy(maker).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  static List<ThrowingCallable> extremes() {
    return List.of(
        () -> new Note(0, 0, 0, 1, 0),
        () -> new Note(0, Long.MAX_VALUE, 127, 127, 15),
        () -> new Tempo(0, 0xffffff),
        () -> new TimeSignature(0, 255, 1 << 30),
        () -> new TimeSignature(0, 1, 1),
        () -> new KeySignature(0, -7, Mode.MINOR),
        () -> new KeySignature(0, 7, Mode.MAJOR),
        () -> new ProgramChange(0, 15, 127),
        () -> new Division.Metrical(32767),
        () -> new Division.Smpte(30, 255));
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void theExtremesAreAllowed(ThrowingCallable maker) {
    assertThatCode(maker).doesNotThrowAnyException();
  }
}
