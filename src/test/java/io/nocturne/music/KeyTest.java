package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTest {

  @ParameterizedTest
  @CsvSource({
    "C major, 0, 0 2 4 5 7 9 11",
    "A minor, 0, 0 2 4 5 7 9 11",
    "C minor, -3, 0 2 3 5 7 8 10",
    "F# major, 6, 1 3 5 6 8 10 11",
    "Eb minor, -6, 1 3 5 6 8 10 11",
    "G# minor, 5, 1 3 4 6 8 10 11",
    "Ab major, -4, 0 1 3 5 7 8 10"
  })
  void hasTheSignatureAndScaleOfMusicTheory(String name, int sharps, String scale) {
    Key key = Key.parse(name);
    assertThat(key.label()).isEqualTo(name);
    assertThat(key.sharps()).isEqualTo(sharps);
    assertThat(String.join(" ", key.scale().stream().map(String::valueOf).toList()))
        .isEqualTo(scale);
  }

  @Test
  void isTheSameKeyInAnotherSpelling() {
    assertThat(Key.parse("c# MAJOR")).isEqualTo(Key.parse("Db major"));
  }

  @Test
  void refusesWhatIsNoKey() {
    assertThatThrownBy(() -> Key.parse("H minor"))
        .hasMessage("\"H minor\" is not a key; write for example C minor, F# major or Bb major");
  }
}
