package io.nocturne.render.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  /** The spelling of music theory: chromatic notes by the key, leading notes sharp. */
  @ParameterizedTest
  @CsvSource({
    "60, 0, C, 0, 4",
    "61, 0, C, 1, 4",
    "63, 0, E, -1, 4",
    "66, 0, F, 1, 4",
    "68, 0, G, 1, 4",
    "70, 0, B, -1, 4",
    "61, -5, D, -1, 4",
    "66, -6, G, -1, 4",
    "59, -6, C, -1, 4",
    "65, 6, E, 1, 4",
    "60, 7, B, 1, 3",
    "67, 7, F, 2, 4",
    "62, -7, E, -2, 4",
    "21, 0, A, 0, 0",
    "127, 0, G, 0, 9"
  })
  void namesAPitchByTheKey(int pitch, int sharps, char step, int alter, int octave) {
    assertThat(Spelling.of(pitch, sharps)).isEqualTo(new Spelling(step, alter, octave));
  }

  @ParameterizedTest
  @CsvSource({
    "F, 1, 1",
    "C, 1, 0",
    "C, 2, 1",
    "B, -1, -1",
    "E, -1, 0",
    "E, -2, -1",
    "B, 7, 1",
    "F, -7, -1",
    "F, 0, 0"
  })
  void knowsWhatAKeySignatureAlters(char step, int sharps, int alter) {
    assertThat(Spelling.inKey(step, sharps)).isEqualTo(alter);
  }
}
