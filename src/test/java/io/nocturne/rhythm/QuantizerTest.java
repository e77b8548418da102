package io.nocturne.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.rhythm.GridPiece.BarSignature;
import io.nocturne.rhythm.GridPiece.Change;
import io.nocturne.rhythm.GridPiece.GridNote;
import io.nocturne.rhythm.Quantizer.QuantizationError;
import io.nocturne.rhythm.Quantizer.Quantized;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizerTest {
  private static final int TICKS = 480;
  private final Quantizer quantiser = new Quantizer(Grid.DEFAULT);

  /** From music21 10.5.1: {@code quantize((4, 3), processDurations=True)}, times by 12. */
  @ParameterizedTest
  @CsvSource({
    "1275, 553, 32, 15",
    "3439, 764, 87, 20",
    "5468, 1365, 136, 33",
    "7648, 1115, 192, 28",
    "7739, 983, 192, 24",
    "12849, 136, 321, 3",
    "15285, 351, 381, 9",
    "15591, 791, 390, 20",
    "19979, 1143, 500, 28",
    "21328, 1205, 534, 30",
    "23550, 56, 588, 3",
    "26457, 473, 660, 12",
    "27715, 602, 693, 15",
    "31046, 177, 776, 4",
    "36739, 300, 918, 8"
  })
  void placesNotesAsMusic21Does(long onset, long duration, long place, long length) {
    Piece piece = Piece.of("p", TICKS, List.of(new Note(onset, duration, 60, 64, 0)));
    assertThat(quantiser.byQuarters(piece).piece().notes())
        .containsExactly(new GridNote(place, length, 60, 64));
  }

  @Test
  void tellsTheErrorThatItMakes() {
    Piece piece = Piece.of("p", TICKS, List.of(note(0, 480), note(490, 460), note(955, 480)));
    QuantizationError error = quantiser.byQuarters(piece).error();
    assertThat(error.notes()).isEqualTo(3);
    assertThat(error.moved()).isEqualTo(2);
    assertThat(error.meanOnsetError()).isCloseTo((10 + 5) / 480.0 / 3, within(1e-12));
    assertThat(error.largestOnsetError()).isCloseTo(10 / 480.0, within(1e-12));
    assertThat(error.resized()).isEqualTo(1);
    assertThat(error.meanLengthError()).isCloseTo(20 / 480.0 / 3, within(1e-12));
  }

  /** MuseScore ends each note a tick early; 15 ticks are a thirty-second of a quarter. */
  @ParameterizedTest
  @CsvSource({"479, 0", "465, 0", "464, 1", "481, 1"})
  void aKeyThatIsReleasedSlightlyEarlyDoesNotChangeTheLengthOfItsNote(long ticks, long resized) {
    Piece piece = Piece.of("p", TICKS, List.of(note(0, ticks)));
    Quantized quantised = quantiser.byQuarters(piece);
    assertThat(quantised.piece().notes().get(0).length()).isEqualTo(12);
    assertThat(quantised.error().resized()).isEqualTo(resized);
  }

  @Test
  void notesThatBecomeEqualAreOneAsLongAndLoudAsAny() {
    Piece piece =
        Piece.of("p", TICKS, List.of(new Note(0, 480, 60, 50, 0), new Note(9, 240, 60, 90, 0)));
    Quantized quantised = quantiser.byQuarters(piece);
    assertThat(quantised.piece().notes()).containsExactly(new GridNote(0, 12, 60, 90));
    assertThat(quantised.error().merged()).isEqualTo(1);
  }

  @Test
  void aNoteIsAtLeastAsLongAsTheShortestLength() {
    Piece piece = Piece.of("p", TICKS, List.of(note(0, 0)));
    assertThat(quantiser.byQuarters(piece).piece().notes().get(0).length()).isEqualTo(3);
  }

  /** Each is played to the next, or until shortly after it. */
  @Test
  void aKeyThatIsStruckAgainEndsItsNote() {
    Piece piece = Piece.of("p", TICKS, List.of(note(0, 236), note(242, 200), note(360, 480)));
    Quantized quantised = quantiser.byQuarters(piece);
    assertThat(quantised.piece().notes()).containsExactly(unit(0, 6), unit(6, 3), unit(9, 12));
    assertThat(quantised.error().restruck()).isEqualTo(1);
  }

  @Test
  void tellsHowMuchShorterANoteBecameWhoseKeyIsStruckAgain() {
    Piece piece = Piece.of("p", TICKS, List.of(note(0, 480), note(240, 480)));
    QuantizationError error = quantiser.byQuarters(piece).error();
    assertThat(error.resized()).isEqualTo(1);
    assertThat(error.lengthError()).isCloseTo(0.5, within(1e-12));
    assertThat(error.largestLengthError()).isCloseTo(0.5, within(1e-12));
  }

  /** Strikes at 2/3 and 3/2 are 10/12 apart, which is no length of the grid; 9/12 is. */
  @Test
  void aNoteWhoseKeyIsStruckAgainHasALengthOfTheGrid() {
    Piece piece = Piece.of("p", TICKS, List.of(note(320, 480), note(720, 480)));
    assertThat(quantiser.byQuarters(piece).piece().notes())
        .containsExactly(unit(8, 9), unit(18, 12));
  }

  /** Strikes at 1/4 and 1/3 are nearer to each other than any length of the grid. */
  @Test
  void aNoteWhoseKeyIsStruckAgainSoonerThanAnyLengthEndsThere() {
    Piece piece = Piece.of("p", TICKS, List.of(note(120, 40), note(160, 480)));
    assertThat(quantiser.byQuarters(piece).piece().notes())
        .containsExactly(unit(3, 1), unit(4, 12));
  }

  @Test
  void ofVoicesInUnisonTheOneStruckLaterEndsTheOther() {
    Track held = Track.of("left", List.of(new Note(0, 1920, 60, 64, 0)));
    Track struck = Track.of("right", List.of(new Note(480, 480, 60, 90, 1)));
    Piece piece =
        new Piece(
            "p",
            new Division.Metrical(TICKS),
            List.of(held, struck),
            List.of(),
            List.of(),
            List.of());
    assertThat(quantiser.byQuarters(piece).piece().notes())
        .containsExactly(unit(0, 12), new GridNote(12, 12, 60, 90));
  }

  @Test
  void notesThatBecomeEqualAndOverlapTheNextEndBeforeIt() {
    Piece piece = Piece.of("p", TICKS, List.of(note(0, 900), note(9, 240), note(480, 480)));
    Quantized quantised = quantiser.byQuarters(piece);
    assertThat(quantised.piece().notes()).containsExactly(unit(0, 12), unit(12, 12));
    assertThat(quantised.error().merged()).isEqualTo(1);
    assertThat(quantised.error().restruck()).isEqualTo(1);
  }

  @Test
  void aPieceOnAGridRefusesNotesThatSoundWhenTheirKeyIsStruckAgain() {
    List<GridNote> notes = List.of(unit(0, 7), unit(6, 3));
    assertThatThrownBy(() -> new GridPiece(Grid.DEFAULT, notes, List.of()))
        .hasMessage(
            "notes on a grid must end before their key sounds again, %s does not before %s",
            notes.get(0), notes.get(1));
  }

  @Test
  void theGridStartsAnewWithEachBar() {
    // Bars of 3/8 begin at 720: a third of a quarter into the second bar is no place by quarters.
    Piece piece = piece(List.of(new TimeSignature(0, 3, 8)), 720 + 160);
    assertThat(onsets(quantiser.byBars(piece))).containsExactly(18L + 4);
    assertThat(onsets(quantiser.byQuarters(piece))).containsExactly(21L);
  }

  @Test
  void anUpbeatIsABarOfItsOwnLength() {
    Piece piece =
        piece(List.of(new TimeSignature(0, 3, 4), new TimeSignature(480, 3, 4)), 0, 480, 1920);
    Quantized quantised = quantiser.byBars(piece);
    assertThat(quantised.piece().changes())
        .containsExactly(
            new Change(0, new BarSignature(1, 4)), new Change(12, new BarSignature(3, 4)));
    assertThat(onsets(quantised)).containsExactly(0L, 12L, 48L);
  }

  @Test
  void aBarCutShortByLessThanASixteenthIsWholeOrNotThereAndItsNotesMoveWithTheBars() {
    Piece piece =
        piece(List.of(new TimeSignature(0, 4, 4), new TimeSignature(1950, 3, 4)), 1935, 1950, 2430);
    Quantized quantised = quantiser.byBars(piece);
    assertThat(quantised.piece().changes())
        .containsExactly(
            new Change(0, BarSignature.COMMON_TIME), new Change(48, new BarSignature(3, 4)));
    assertThat(onsets(quantised)).containsExactly(48L, 60L);
  }

  @Test
  void aSignatureThatTheGridCannotHaveIsLeftOutAndCounted() {
    Piece piece = piece(List.of(new TimeSignature(0, 3, 4), new TimeSignature(1440, 7, 32)), 1440);
    Quantized quantised = quantiser.byBars(piece);
    assertThat(quantised.error().signatures()).isEqualTo(1);
    assertThat(quantised.piece().changes()).containsExactly(new Change(0, new BarSignature(3, 4)));
  }

  @Test
  void signaturesAfterTheLastNoteAreNotThere() {
    Piece piece = piece(List.of(new TimeSignature(1920, 3, 4)), 0);
    assertThat(quantiser.byBars(piece).piece().changes())
        .containsExactly(new Change(0, BarSignature.COMMON_TIME));
  }

  @ParameterizedTest
  @CsvSource({"25, 40", "24, 20", "30, 10", "29, 100"})
  void aQuarterOfFramesIsHalfASecond(int frames, int ticks) {
    double rate = frames == 29 ? 30 / 1.001 : frames;
    long threeSeconds = Math.round(3 * rate * ticks);
    Piece piece = piece(new Division.Smpte(frames, ticks), List.of(), threeSeconds);
    assertThat(onsets(quantiser.byQuarters(piece))).containsExactly(6 * 12L);
  }

  @Test
  void aNoteThatBeginsDaysIntoThePieceIsLeftOutAndCounted() {
    Quantized quantised = quantiser.byBars(piece(List.of(), 0, Long.MAX_VALUE / 2));
    assertThat(quantised.late()).isEqualTo(1);
    assertThat(onsets(quantised)).containsExactly(0L);
  }

  private static GridNote unit(long onset, long length) {
    return new GridNote(onset, length, 60, 64);
  }

  private static Note note(long onset, long duration) {
    return new Note(onset, duration, 60, 64, 0);
  }

  private static List<Long> onsets(Quantized quantised) {
    return quantised.piece().notes().stream().map(GridNote::onset).toList();
  }

  private static Piece piece(List<TimeSignature> signatures, long... onsets) {
    return piece(new Division.Metrical(TICKS), signatures, onsets);
  }

  private static Piece piece(Division division, List<TimeSignature> signatures, long... onsets) {
    List<Note> notes = Arrays.stream(onsets).mapToObj(onset -> note(onset, 100)).toList();
    return new Piece("p", division, List.of(Track.of("", notes)), List.of(), signatures, List.of());
  }
}
