package io.nocturne.musicxml;

import static io.nocturne.musicxml.Documents.ATTRIBUTES;
import static io.nocturne.musicxml.Documents.keys;
import static io.nocturne.musicxml.Documents.messages;
import static io.nocturne.musicxml.Documents.note;
import static io.nocturne.musicxml.Documents.read;
import static io.nocturne.musicxml.Documents.repeat;
import static io.nocturne.musicxml.Documents.sound;
import static io.nocturne.musicxml.Documents.tie;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Tempo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of measures, whose only notes are A4 (69), B4 (71), C4 (60), D4 (62) and so on. */
class PlayOrderTest {
  private static final String A = ATTRIBUTES + note("A4", 8);
  private static final String B = note("B4", 8);
  private static final String C = note("C4", 8);
  private static final String D = note("D4", 8);
  private static final String E = note("E4", 8);
  private static final String FORWARD = repeat("forward", "");
  private static final String BACKWARD = repeat("backward", "");

  private static String ending(String numbers, String type) {
    String location = type.equals("start") ? "left" : "right";
    return "<barline location=\"%s\"><ending number=\"%s\" type=\"%s\"/></barline>"
        .formatted(location, numbers, type);
  }

  private static String words(String text) {
    return "<direction><direction-type><words>" + text + "</words></direction-type></direction>";
  }

  @Test
  void aSectionIsRepeatedFromItsSign() throws ScoreException {
    assertThat(keys(read(A, FORWARD + B, C + BACKWARD, D))).isEqualTo("69 71 60 71 60 62");
  }

  @Test
  void withoutASignItIsRepeatedFromTheEndOfTheOneBefore() throws ScoreException {
    assertThat(keys(read(A + BACKWARD, B + BACKWARD, C))).isEqualTo("69 69 71 71 60");
  }

  @Test
  void itIsPlayedAsOftenAsStated() throws ScoreException {
    assertThat(keys(read(A + repeat("backward", "times=\"3\""), B))).isEqualTo("69 69 69 71");
  }

  @Test
  void endingsTakeTurns() throws ScoreException {
    String first = ending("1", "start") + B + ending("1", "stop") + BACKWARD;
    String second = ending("2", "start") + C + ending("2", "stop");
    assertThat(keys(read(A, first, second, D))).isEqualTo("69 71 69 60 62");
  }

  @Test
  void anEndingMayServeSeveralTimes() throws ScoreException {
    String first = ending("1, 2", "start") + B + ending("1, 2", "stop") + BACKWARD;
    String third = ending("3", "start") + C + ending("3", "discontinue");
    assertThat(keys(read(A, first, third, D))).isEqualTo("69 71 69 71 69 60 62");
  }

  @Test
  void theSectionAfterEndingsBeginsAfterThem() throws ScoreException {
    String first = ending("1", "start") + B + ending("1", "stop") + BACKWARD;
    String second = ending("2", "start") + C + ending("2", "stop");
    assertThat(keys(read(A, first, second, D, E + BACKWARD))).isEqualTo("69 71 69 60 62 64 62 64");
  }

  @Test
  void aRepeatSignAtTheLastEndingDoesNotPlayItAgain() throws ScoreException {
    String first = ending("1", "start") + B + ending("1", "stop") + BACKWARD;
    String second = ending("2", "start") + C + ending("2", "stop") + BACKWARD;
    assertThat(keys(read(A, first, second, D))).isEqualTo("69 71 69 60 62");
  }

  @Test
  void daCapoPlaysToTheFineWithoutRepeats() throws ScoreException {
    assertThat(
            keys(
                read(
                    A,
                    B + BACKWARD + sound("fine=\"yes\""),
                    FORWARD + C + BACKWARD,
                    D + sound("dacapo=\"yes\""),
                    E)))
        .isEqualTo("69 71 69 71 60 60 62 69 71");
  }

  @Test
  void dalSegnoGoesToTheCoda() throws ScoreException {
    assertThat(
            keys(
                read(
                    A,
                    sound("segno=\"s\"") + B,
                    C + sound("tocoda=\"c\""),
                    D + sound("dalsegno=\"s\""),
                    sound("coda=\"c\"") + E)))
        .isEqualTo("69 71 60 62 71 60 64");
  }

  @ParameterizedTest
  @CsvSource({
    "D.C. al Fine, 69 71 60 69 71",
    "da capo, 69 71 60 69 71",
    "D.C., 69 71 60 69 71",
    "senza fine, 69 71 60"
  })
  void jumpsInWordsCountWithoutASound(String words, String expected) throws ScoreException {
    assertThat(keys(read(A, B + words("Fine"), C + words(words)))).isEqualTo(expected);
  }

  @Test
  void aJumpToNowhereIsReported() throws ScoreException {
    ScoreFile file = Documents.file(Documents.score(A, B + sound("dalsegno=\"s\""), C));
    assertThat(keys(file.piece())).isEqualTo("69 71 60");
    assertThat(messages(file)).containsExactly("1 jump to a place that does not exist; left out");
  }

  @Test
  void afterTheLastEndingADaCapoTakesTheLastEnding() throws ScoreException {
    String first = ending("1", "start") + B + ending("1", "stop") + BACKWARD;
    String second = ending("2", "start") + C + ending("2", "stop");
    assertThat(keys(read(A, first, second + sound("fine=\"yes\""), D + sound("dacapo=\"yes\""))))
        .isEqualTo("69 71 69 60 62 69 60");
  }

  @Test
  void aRepeatRestoresTheTempoThatWasInForce() throws ScoreException {
    String slow = sound("tempo=\"60\"");
    String fast = sound("tempo=\"120\"");
    assertThat(read(slow + A, fast + B + BACKWARD).tempos())
        .containsExactly(
            new Tempo(0, 1_000_000),
            new Tempo(4 * 480, 500_000),
            new Tempo(8 * 480, 1_000_000),
            new Tempo(12 * 480, 500_000));
  }

  @Test
  void tiesGoOverRepeatSigns() throws ScoreException {
    String tied = ATTRIBUTES + note("A4", 8, tie("stop"), tie("start")) + BACKWARD;
    assertThat(Documents.notes(read(tied, note("A4", 8, tie("stop"))))).containsExactly("0+12:69");
  }

  @Test
  void notesForOneTimeOnlyAreLeftOutAtTheOthers() throws ScoreException {
    String only = note("C4", 8).replace("<note>", "<note time-only=\"2\">");
    String other = note("B4", 8).replace("<note>", "<note time-only=\"1\">");
    assertThat(keys(read(ATTRIBUTES + only + Documents.backup(8) + other + BACKWARD)))
        .isEqualTo("71 60");
  }
}
