package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts about the pieces that are known from outside: bar counts, keys, openings, closes. */
class EmbeddedCorpusTest {

  @Test
  void holdsEightPiecesOf2495NotesTogether() {
    assertThat(pieces()).hasSize(8);
    assertThat(pieces().stream().mapToInt(Piece::noteCount).sum()).isEqualTo(2495);
  }

  @Test
  void comesInTheSameOrderEachTime() {
    assertThat(EmbeddedCorpus.pieces()).isEqualTo(EmbeddedCorpus.pieces());
  }

  @Test
  void isTheSameWhenItIsPreparedAsMidiFilesAre() throws IOException {
    PrepareSpec spec = PrepareSpec.of(List.of(Path.of(EmbeddedCorpus.NAME)));
    Corpus prepared = Preparation.prepare(spec, PrepareListener.NONE).corpus();
    assertThat(prepared.fingerprint()).isEqualTo(EmbeddedCorpus.corpus().fingerprint());
  }

  @Test
  void isMeasuredWithItsOwnRhythm() throws IOException {
    MidiPieces read = MidiPieces.read(List.of(Path.of(EmbeddedCorpus.NAME)));
    assertThat(read.skipped()).isEmpty();
    assertThat(read.pieces()).isEqualTo(EmbeddedCorpus.pieces());
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void eachHandIsATrackWithItsOwnChannelAt480TicksAQuarter(Piece piece) {
    assertThat(piece.division()).isEqualTo(new Division.Metrical(480));
    assertThat(piece.tracks()).extracting(Track::name).containsExactly("right hand", "left hand");
    for (int hand = 0; hand < 2; hand++) {
      assertThat(piece.tracks().get(hand).notes()).extracting(Note::channel).containsOnly(hand);
      assertThat(piece.tracks().get(hand).notes()).extracting(Note::velocity).containsOnly(64);
    }
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void allNotesAreOnThePianosKeyboardAndLast(Piece piece) {
    assertThat(piece.notes()).allMatch(note -> note.pitch() >= 21 && note.pitch() <= 108);
    assertThat(piece.notes()).allMatch(note -> note.durationTicks() > 0);
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void noKeyIsStruckByBothHandsAtOnce(Piece piece) {
    assertThat(piece.notes().stream().map(note -> List.of(note.onsetTicks(), note.pitch())))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void isListedInTheReadmeWithItsBarsAndNotes(Piece piece) throws IOException {
    try (InputStream in = EmbeddedCorpus.class.getResourceAsStream("embedded/README.md")) {
      assertThat(new String(in.readAllBytes(), UTF_8))
          .contains(
              "| %s | %d | %d |".formatted(piece.name(), wholeBars(piece), piece.noteCount()));
    }
  }

  /** Bars, keys and metres as printed in any edition; sharps are negative for flats. */
  @ParameterizedTest
  @CsvSource({
    "BWV 846, 35, 4/4, 0, major",
    "BWV Anh. 114, 32, 3/4, 1, major",
    "BWV Anh. 115, 32, 3/4, -2, minor",
    "WoO 59, 22, 3/8, 0, minor",
    "Op. 28 No. 2, 23, 2/2, 0, minor",
    "Op. 28 No. 4, 25, 2/2, 1, minor",
    "Op. 28 No. 7, 16, 3/4, 3, major",
    "Op. 28 No. 20, 13, 4/4, -3, minor"
  })
  void hasTheBarsMetreAndKeyOfTheScore(
      String opus, int bars, String metre, int sharps, String mode) {
    Piece piece = piece(opus);
    TimeSignature signature = mainMetre(piece);
    assertThat(wholeBars(piece)).isEqualTo(bars);
    assertThat(signature.numerator() + "/" + signature.denominator()).isEqualTo(metre);
    assertThat(piece.keySignatures())
        .containsExactly(
            new KeySignature(0, sharps, KeySignature.Mode.valueOf(mode.toUpperCase(Locale.ROOT))));
  }

  /** The first notes by onset, then pitch. */
  @ParameterizedTest
  @CsvSource({
    "BWV 846, 60 64 67 72 76 67 72 76 60 64 67 72 76 67 72 76",
    "BWV Anh. 114, 55 59 62 74 67 69 57 71 72 59 74 67 67",
    "BWV Anh. 115, 55 82 81 79 53 81 74 74",
    "WoO 59, 76 75 76 75 76 71 74 72 45 69 52 57 60 64 69 40 71 52 56 64 68 71 45 72",
    "Op. 28 No. 2, 40 47 46 55 40 47 43 55",
    "Op. 28 No. 4, 59 71 55 59 64 71 55 59 64",
    "Op. 28 No. 7, 64 40 73 74 52 62 64 68 71",
    "Op. 28 No. 20, 36 48 55 60 63 67 29 41 56 60 63 68"
  })
  void opensAsTheScoreDoes(String opus, String pitches) {
    List<Integer> expected = Arrays.stream(pitches.split(" ")).map(Integer::valueOf).toList();
    assertThat(piece(opus).notes().subList(0, expected.size()))
        .extracting(Note::pitch)
        .isEqualTo(expected);
  }

  /** The pitches that sound at the end. */
  @ParameterizedTest
  @CsvSource({
    "BWV 846, 36 48 64 67 72",
    "BWV Anh. 114, 43 59 62 67",
    "BWV Anh. 115, 43 58 62 67",
    "Op. 28 No. 4, 28 40 52 55 59 64",
    "Op. 28 No. 20, 48 55 60 63 67 72"
  })
  void closesOnTheTonicChord(String opus, String pitches) {
    List<Note> notes = piece(opus).notes();
    long end = notes.stream().mapToLong(Note::endTicks).max().orElseThrow();
    assertThat(notes.stream().filter(note -> note.endTicks() == end).map(Note::pitch))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(pitches.split(" ")).map(Integer::valueOf).toList());
  }

  @Test
  void bachsPreludeHasSixteenNotesABarAndAFinalChordOfFive() {
    Piece prelude = piece("BWV 846");
    for (int bar = 0; bar < 34; bar++) {
      assertThat(notesInBar(prelude, bar)).as("bar %d", bar + 1).isEqualTo(16);
    }
    assertThat(notesInBar(prelude, 34)).isEqualTo(5);
  }

  @Test
  void bachsPreludeLacksTheSchwenckeMeasure() {
    // Bars 22 and 23 have F#2 and Ab2 in the bass; the spurious bar puts G2 between them.
    assertThat(piece("BWV 846").tracks().get(1).notes())
        .filteredOn(note -> note.onsetTicks() == 21 * 1920 || note.onsetTicks() == 22 * 1920)
        .extracting(Note::pitch)
        .containsExactly(42, 44);
  }

  @Test
  void preludeNo20RepeatsItsSecondPhrase() {
    Piece prelude = piece("Op. 28 No. 20");
    assertThat(pitchesInBars(prelude, 4, 8)).isEqualTo(pitchesInBars(prelude, 8, 12));
  }

  private static List<Piece> pieces() {
    return EmbeddedCorpus.pieces();
  }

  private static Piece piece(String opus) {
    return pieces().stream()
        .filter(piece -> piece.name().matches(".*, \\Q" + opus + "\\E( .*)?"))
        .findFirst()
        .orElseThrow();
  }

  /** The last time signature: the one after a pickup. */
  private static TimeSignature mainMetre(Piece piece) {
    return piece.timeSignatures().get(piece.timeSignatures().size() - 1);
  }

  private static long barTicks(Piece piece) {
    return 1920L * mainMetre(piece).numerator() / mainMetre(piece).denominator();
  }

  /** Bars of the main metre, up to the one in which the last note is struck. */
  private static int wholeBars(Piece piece) {
    List<Note> notes = piece.notes();
    long last = notes.get(notes.size() - 1).onsetTicks() - mainMetre(piece).tick();
    return (int) (last / barTicks(piece)) + 1;
  }

  private static long notesInBar(Piece piece, int bar) {
    return pitchesInBars(piece, bar, bar + 1).size();
  }

  private static List<Integer> pitchesInBars(Piece piece, int from, int to) {
    return piece.notes().stream()
        .filter(note -> note.onsetTicks() >= from * barTicks(piece))
        .filter(note -> note.onsetTicks() < to * barTicks(piece))
        .map(Note::pitch)
        .toList();
  }
}
