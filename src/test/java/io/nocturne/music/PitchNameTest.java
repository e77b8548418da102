package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PitchNameTest {

  @ParameterizedTest
  @CsvSource({
    "C4, 60",
    "A4, 69",
    "A0, 21",
    "C8, 108",
    "F#3, 54",
    "Bb5, 82",
    "C-1, 0",
    "G9, 127",
    "B#3, 60",
    "Cb4, 59",
    "F##4, 67",
    "Ebb4, 62",
    "c4, 60",
    "bb5, 82",
    "b5, 83",
    "F♯3, 54",
    "B♭5, 82"
  })
  void namesMeanPitches(String name, int pitch) {
    assertThat(PitchName.parse(name)).isEqualTo(pitch);
  }

  @ParameterizedTest
  @CsvSource({"60, C4", "54, F#3", "82, A#5", "0, C-1", "127, G9", "21, A0"})
  void pitchesAreNamedWithSharps(int pitch, String name) {
    assertThat(PitchName.of(pitch)).isEqualTo(name);
  }

  static IntStream pitches() {
    return IntStream.rangeClosed(0, 127);
  }

  @ParameterizedTest
  @MethodSource("pitches")
  void aPitchsNameMeansThePitch(int pitch) {
    assertThat(PitchName.parse(PitchName.of(pitch))).isEqualTo(pitch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "4", "H4", "C 4", "C#", "C###4", "C10", "C-10", " C4", "C4\n"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> PitchName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\""
                + text
                + "\" is not a pitch; write a letter A to G, then # or b where needed, then an"
                + " octave from -1 to 9, for example F#3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cb-1", "C-2", "G#9", "A9", "B9"})
  void pitchesOutsideMidiAreRefused(String name) {
    assertThatThrownBy(() -> PitchName.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + name + "\" is outside the pitches of MIDI, which go from C-1 to G9");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 128})
  void numbersOutsideMidiHaveNoName(int pitch) {
    assertThatThrownBy(() -> PitchName.of(pitch))
        .hasMessage("pitch must be 0 to 127, was " + pitch);
  }
}
