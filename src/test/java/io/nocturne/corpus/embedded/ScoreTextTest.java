package io.nocturne.corpus.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTextTest {

  /** The example of the class's javadoc and of the corpus's README. */
  private static final String EXAMPLE =
      """
      # A comment, on a line of its own.
      title: Chopin, Prelude in A major, Op. 28 No. 7
      composer: Fryderyk Chopin (1810-1849)
      source: first editions, 1839
      metre: 3/4
      key: A major
      tempo: 4=92

      [0 1/4]
      R E4:4 |

      [1]
      R C#5:8. D5:16 D4+E4+G#4+B4:4*2 | D4+E4+G#4+B4:2 D5+F#5:4 |
      L E2:4 E3*2                     | E3:2 r:4                |
      """;

  @Test
  void readsTheExampleOfTheDocumentation() {
    Piece piece = ScoreText.parse("example.txt", EXAMPLE);
    assertThat(piece.name()).isEqualTo("Chopin, Prelude in A major, Op. 28 No. 7");
    assertThat(piece.tracks().get(0).notes()).hasSize(17);
    assertThat(piece.tracks().get(1).notes())
        .containsExactly(
            new Note(480, 480, 40, 64, 1),
            new Note(960, 480, 52, 64, 1),
            new Note(1440, 480, 52, 64, 1),
            new Note(1920, 960, 52, 64, 1));
  }

  @Test
  void readsMetrePickupKeyAndTempo() {
    Piece piece = ScoreText.parse("example.txt", EXAMPLE);
    assertThat(piece.timeSignatures())
        .containsExactly(new TimeSignature(0, 1, 4), new TimeSignature(480, 3, 4));
    assertThat(piece.keySignatures()).containsExactly(new KeySignature(0, 3, Mode.MAJOR));
    assertThat(piece.tempos()).containsExactly(new Tempo(0, 652_174));
  }

  @ParameterizedTest
  @CsvSource({
    "2=40, 750000",
    "4=60, 1000000",
    "8=144, 833333",
    "4.=60, 666667",
    "1=30, 500000",
  })
  void countsATempoInTheNoteValueOfItsBeat(String tempo, int microsecondsPerQuarter) {
    Piece piece = ScoreText.parse("example.txt", EXAMPLE.replace("4=92", tempo));
    assertThat(piece.tempos()).containsExactly(new Tempo(0, microsecondsPerQuarter));
  }

  @ParameterizedTest
  @CsvSource({
    "C major, 0, MAJOR", "Cb major, -7, MAJOR", "C# major, 7, MAJOR", "F major, -1, MAJOR",
    "A minor, 0, MINOR", "Ab minor, -7, MINOR", "A# minor, 7, MINOR", "C minor, -3, MINOR",
  })
  void countsAKeyInSharpsOrFlats(String key, int sharps, Mode mode) {
    Piece piece = ScoreText.parse("example.txt", EXAMPLE.replace("A major\n", key + "\n"));
    assertThat(piece.keySignatures()).containsExactly(new KeySignature(0, sharps, mode));
  }

  /** Onset, duration and MIDI pitch of each note of one bar of 4/4 in the right hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "C4:1; 0 1920 60",
        "B#3:2 Cb4; 0 960 60, 960 960 59",
        "F##4:4 Bbb4 A0 C8; 0 480 67, 480 480 69, 960 480 21, 1440 480 108",
        "C4+E4:1; 0 1920 60, 0 1920 64",
        "r:2. C4:4; 1440 480 60",
        "C4:4. D4:8 E4:4.. F4:16; 0 720 60, 720 240 62, 960 840 64, 1800 120 65",
        "C4:4t D4 E4 r:2; 0 320 60, 320 320 62, 640 320 64",
        "C4:4*3 r; 0 480 60, 480 480 60, 960 480 60",
        "( C4:4 D4 )*2; 0 480 60, 480 480 62, 960 480 60, 1440 480 62",
        "( C4:8 ( D4:16 )*2 )*2 r:2; 0 240 60, 240 120 62, 360 120 62, 480 240 60, 720 120 62, 840"
            + " 120 62",
        "C4~:2 C4; 0 1920 60",
        "C4~+E4:2 C4+E4; 0 1920 60, 0 960 64, 960 960 64",
        "r:2 D4/E4/C4:2; 840 60 62, 900 60 64, 960 960 60",
        "D4:2 D4/C4; 0 900 62, 900 60 62, 960 960 60",
      })
  void readsABar(String bar, String expected) {
    assertThat(rightHand("R " + bar + " |"))
        .extracting(n -> n.onsetTicks() + " " + n.durationTicks() + " " + n.pitch())
        .containsExactly(expected.split(", "));
  }

  @Test
  void repeatsTheBarBefore() {
    assertThat(rightHand("R C4:2 D4 | % | % |"))
        .extracting(Note::pitch)
        .containsExactly(60, 62, 60, 62, 60, 62);
  }

  @Test
  void joinsTiesAcrossSystemsAndVoicesOfAHand() {
    String systems =
        """
        R C4~:1 |
        R E4:1  |
        [2]
        R G4:1  |
        R C4:1  |
        """;
    assertThat(rightHand(systems))
        .containsExactly(
            new Note(0, 3840, 60, 64, 0),
            new Note(0, 1920, 64, 64, 0),
            new Note(1920, 1920, 67, 64, 0));
  }

  /** One bar of 4/4, wrong in one way, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "R C4:2 D4:4 |; the bar holds 3 quarters instead of 4",
        "R C4:1 D4:8t |; the bar holds 4.333 quarters instead of 4",
        "R H4:1 |; 'H4' is not a pitch such as C4, F#3 or Bb5",
        "R C:1 |; 'C' is not a pitch such as C4, F#3 or Bb5",
        "R C4:3 |; '3' is not a note value such as 4, 8. or 16t",
        "R C4:64.. |; the note value '64..' is not a whole number of ticks",
        "R C4 |; 'C4' needs a note value, as it is the first of its line",
        "R C4:1:2 |; 'C4:1:2' is not an event such as C4:8, E3+G3+C4:4. or r:2",
        "R ( C4:2 D4 |; a group opened by ( is not closed by )*n",
        "R C4:2 D4 )*2 |; ')*2' closes a group that no ( has opened",
        "R % |; % stands first in its line, there is no bar to repeat",
        "R C4~:1 |; MIDI pitch 60 is tied to nothing that follows at once",
        "R C4~:2 r |; MIDI pitch 60 is tied to nothing that follows at once",
        "R C4+C4:1 |; MIDI pitch 60 begins while this hand holds it",
        "R C4/D4:1 |; there is no room for grace notes before the start of the piece",
        "R C4:1; the line does not end with |",
        "X C4:1 |; a line of notes starts with R or L and a blank",
      })
  void aSlipIsAnErrorThatNamesLineAndBar(String line, String what) {
    assertThatThrownBy(() -> rightHand(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("test.txt, line 8, bar 1: " + what + "; correct the score text");
  }

  @Test
  void theBarNamedIsTheOneInWhichTheSlipIs() {
    assertThatThrownBy(() -> rightHand("R C4:1 | D4 |\nL r:1 | r:2. |"))
        .hasMessage(
            "test.txt, line 9, bar 2: the bar holds 3 quarters instead of 4;"
                + " correct the score text");
  }

  @Test
  void aSystemsLinesHaveTheSameNumberOfBars() {
    assertThatThrownBy(() -> rightHand("R C4:1 | D4 |\nL r:1 |"))
        .hasMessage(
            "test.txt, line 9, bar 1: the line has 1 bars, the system's first line has 2;"
                + " correct the score text");
  }

  @Test
  void aSystemStartsWithTheBarAfterTheOneBefore() {
    assertThatThrownBy(() -> rightHand("R C4:1 | D4 |\n[4]\nR C4:1 |"))
        .hasMessage(
            "test.txt, line 9, bar 4: the system ought to start with bar 3;"
                + " correct the score text");
  }

  @Test
  void aSystemHasALineOfNotes() {
    assertThatThrownBy(() -> rightHand("[1]"))
        .hasMessage(
            "test.txt, line 7, bar 1: the system has no line of notes; correct the score text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "title: Scale; name: Scale; 'name: Scale' is not NAME: VALUE with a name of title,"
            + " composer, source, metre, key, tempo",
        "title: Scale; key: C major; key is stated twice, keep one",
      })
  void aWrongHeaderLineIsAnErrorThatNamesTheLine(String line, String wrong, String what) {
    assertThatThrownBy(() -> ScoreText.parse("test.txt", HEADER.replace(line, wrong)))
        .hasMessageStartingWith("test.txt, line ")
        .hasMessageEndingWith(": " + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "title: Scale; # none; the header has no title",
        "composer: Nobody; # none; the header has no composer",
        "source: none; # none; the header has no source",
        "key: C major; key: C dorian; 'C dorian' is not a key such as E minor",
        "key: C major; key: G# major; 'G# major' is not a key such as E minor",
        "tempo: 4=60; tempo: fast; 'fast' is not a tempo such as 4=60",
        "metre: 4/4; metre: 4/5; '4/5' is not a metre such as 3/4",
      })
  void aWrongHeaderValueIsAnErrorThatQuotesIt(String line, String wrong, String what) {
    String text = HEADER.replace(line, wrong) + "[1]\nR C4:1 |\n";
    assertThatThrownBy(() -> ScoreText.parse("test.txt", text))
        .hasMessage("test.txt: " + what + "; correct the header");
  }

  @Test
  void aTextWithoutBarsIsAnError() {
    assertThatThrownBy(() -> ScoreText.parse("test.txt", HEADER))
        .hasMessage("test.txt: the score has no bars; add a system [1]");
  }

  private static final String HEADER =
      """
      title: Scale
      composer: Nobody
      source: none
      metre: 4/4
      key: C major
      tempo: 4=60
      """;

  private static List<Note> rightHand(String systems) {
    return ScoreText.parse("test.txt", HEADER + "[1]\n" + systems).tracks().get(0).notes();
  }
}
