package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFinderTest {

  /** What music21 10.5.1's analysis.discrete.KrumhanslKessler finds. */
  @ParameterizedTest
  @CsvSource({
    "5 5 8 8 0 1 5 5 8 0 8 1, Eb major",
    "3 0 0 2 2 0 0 0 1 2 3 2, A minor",
    "2 0 0 1 5 5 1 1 2 0 5 3, Bb major",
    "8 8 2 2 0 0 3 0 0 0 0 0, Db major",
    "0 1 5 8 1 1 5 1 0 3 0 0, Eb minor",
    "1 5 0 8 8 0 3 0 0 0 8 5, Eb minor"
  })
  void findsTheKeyThatMusic21Finds(String weights, String key) {
    double[] classes = Arrays.stream(weights.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(KeyFinder.find(classes)).contains(Key.parse(key));
  }

  @Test
  void weighsNotesByTheirLength() {
    List<Note> notes =
        List.of(
            new Note(0, 1, 61, 80, 0),
            new Note(0, 1, 66, 80, 0),
            new Note(0, 800, 60, 80, 0),
            new Note(0, 500, 64, 80, 0),
            new Note(0, 700, 67, 80, 0));
    assertThat(KeyFinder.find(notes)).contains(Key.parse("C major"));
  }

  @Test
  void findsNoKeyWhereAllPitchClassesAreEqual() {
    double[] equal = new double[12];
    Arrays.fill(equal, 3);
    assertThat(KeyFinder.find(equal)).isEmpty();
    assertThat(KeyFinder.find(List.of())).isEmpty();
  }

  @Test
  void refusesOtherThanTwelvePitchClasses() {
    assertThatThrownBy(() -> KeyFinder.find(new double[3]))
        .hasMessage("pitch classes must be 12, were 3");
  }
}
