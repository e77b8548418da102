package io.nocturne.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Silence;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.rhythm.SilenceLimit.Shortened;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Bars of 4/4 at 120 quarters a minute last two seconds, and 1,920 of 480 ticks a quarter. */
class SilenceLimitTest {
  private static final int BAR = 1920;

  private static Note note(long onset) {
    return new Note(onset, 480, 60, 80, 0);
  }

  private static Piece piece(List<TimeSignature> signatures, long... onsets) {
    List<Note> notes = Arrays.stream(onsets).mapToObj(SilenceLimitTest::note).toList();
    return new Piece(
        "p",
        new Division.Metrical(480),
        List.of(Track.of("", notes)),
        List.of(),
        signatures,
        List.of());
  }

  private static List<Long> onsets(Piece piece) {
    return piece.notes().stream().map(Note::onsetTicks).toList();
  }

  @Test
  void takesOutAsFewWholeBarsAsBringASilenceWithinTheLimit() {
    // The silence lasts from tick 480 on for 39.75 seconds; 18 bars leave 3.75 of them.
    Shortened shortened = new SilenceLimit(4).shorten(piece(List.of(), 0, 20 * BAR + 240));
    assertThat(onsets(shortened.piece())).containsExactly(0L, 2L * BAR + 240);
    assertThat(shortened.silences()).isEqualTo(1);
    assertThat(shortened.seconds()).isCloseTo(36, within(1e-9));
  }

  @Test
  void leavesAPieceWithoutLongSilencesAsItIs() {
    Piece piece = piece(List.of(), 0, 2 * BAR);
    Shortened shortened = new SilenceLimit(4).shorten(piece);
    assertThat(shortened).isEqualTo(new Shortened(piece, 0, 0));
  }

  @Test
  void shortensTheSilenceBeforeTheFirstNote() {
    assertThat(onsets(new SilenceLimit(4).shorten(piece(List.of(), 30 * BAR + 480)).piece()))
        .containsExactly(BAR + 480L);
  }

  @Test
  void takesWholeBarsOfEachTimeSignature() {
    List<TimeSignature> signatures =
        List.of(new TimeSignature(0, 4, 4), new TimeSignature(10 * BAR, 3, 4));
    Piece piece = piece(signatures, 0, 10 * BAR + 20 * 1440 + 480);
    // Nine bars of 4/4 are silent throughout; of 49.75 seconds 18 go there, and 28.5 of 3/4.
    Shortened shortened = new SilenceLimit(4).shorten(piece);
    assertThat(shortened.piece().timeSignatures())
        .containsExactly(new TimeSignature(0, 4, 4), new TimeSignature(BAR, 3, 4));
    assertThat(onsets(shortened.piece())).containsExactly(0L, BAR + 1440L + 480);
  }

  @Test
  void whatIsStatedInBarsTakenOutHoldsFromThereOn() {
    Note last = note(20 * BAR);
    Piece piece =
        new Piece(
            "p",
            new Division.Metrical(480),
            List.of(
                new Track("", List.of(note(0), last), List.of(new ProgramChange(9 * BAR, 0, 6)))),
            List.of(new Tempo(0, 500_000), new Tempo(10 * BAR, 400_000)),
            List.of(),
            List.of(new KeySignature(11 * BAR, 2, KeySignature.Mode.MAJOR)));
    Piece shorter = new SilenceLimit(2).shorten(piece).piece();
    assertThat(shorter.tempos()).containsExactly(new Tempo(0, 500_000), new Tempo(BAR, 400_000));
    assertThat(shorter.keySignatures()).extracting(KeySignature::tick).containsExactly((long) BAR);
    assertThat(shorter.tracks().get(0).programs()).containsExactly(new ProgramChange(BAR, 0, 6));
  }

  @Test
  void takesTwoSecondsForABarWhereTicksArePartsOfFrames() {
    Piece piece =
        new Piece(
            "p",
            new Division.Smpte(25, 40),
            List.of(Track.of("", List.of(note(0), note(61_500)))),
            List.of(),
            List.of(),
            List.of());
    // The silence lasts 61.02 seconds: 28 times two seconds are not enough.
    assertThat(onsets(new SilenceLimit(5).shorten(piece).piece())).containsExactly(0L, 3500L);
  }

  @Test
  void takesBarsThatAreNoWholeTicksByTwos() {
    // Bars of 3/8 at a tick a quarter are one and a half ticks long.
    Piece piece =
        new Piece(
            "p",
            new Division.Metrical(1),
            List.of(Track.of("", List.of(new Note(0, 1, 60, 80, 0), new Note(100, 1, 60, 80, 0)))),
            List.of(),
            List.of(new TimeSignature(0, 3, 8)),
            List.of());
    assertThat(onsets(new SilenceLimit(3).shorten(piece).piece())).containsExactly(0L, 7L);
  }

  /** Exactly seven seconds, which doubles make 7.000000000000001. */
  @Test
  void leavesWhatIsAsLongAsTheLimitButForTheLastDigits() {
    Piece piece =
        Piece.of("p", 480, List.of(new Note(0, 6667, 60, 80, 0), new Note(13_387, 480, 60, 80, 0)));
    assertThat(new SilenceLimit(7).shorten(piece).piece()).isEqualTo(piece);
  }

  @Test
  void addsUpTheBarsOfEarlierSilences() {
    // Of each silence of 19.75 bars 18 go.
    long[] onsets = {0, 20 * BAR, 40 * BAR, 60 * BAR};
    assertThat(onsets(new SilenceLimit(4).shorten(piece(List.of(), onsets)).piece()))
        .containsExactly(0L, 2L * BAR, 4L * BAR, 6L * BAR);
  }

  @Test
  void refusesALimitOfLessThanASecond() {
    assertThatThrownBy(() -> new SilenceLimit(0.5))
        .hasMessage("max silence must be at least 1 second, was 0.5");
  }

  /** From wherever in the bar a silence of a bar more than the limit begins. */
  @Property(tries = 300)
  void takesOutNoMoreBarsThanNeedBe(@ForAll long seed) {
    Random random = new Random(seed);
    long end = random.nextInt(400_000);
    int bars = 1 + random.nextInt(20);
    long onset = end + (2L + bars) * BAR;
    Piece piece =
        Piece.of("p", 480, List.of(new Note(0, end, 60, 80, 0), new Note(onset, 1, 60, 80, 0)));
    Shortened shortened = new SilenceLimit(4).shorten(piece);
    assertThat(onsets(shortened.piece())).containsExactly(0L, end + 2L * BAR);
  }

  /** Notes keep places in the bar and lengths, and silences are short or have no whole bar left. */
  @Property(tries = 300)
  void keepsNotesInTheirPlacesOfTheBar(@ForAll long seed) {
    Random random = new Random(seed);
    List<Note> notes =
        IntStream.range(0, 1 + random.nextInt(20))
            .mapToObj(i -> note(random.nextInt(400_000)))
            .sorted(Comparator.comparingLong(Note::onsetTicks))
            .toList();
    Piece piece = Piece.of("p", 480, notes);
    double limit = 1 + random.nextInt(12);
    Shortened shortened = new SilenceLimit(limit).shorten(piece);
    List<Note> after = shortened.piece().tracks().get(0).notes();
    assertThat(after).hasSameSizeAs(notes);
    for (int i = 0; i < notes.size(); i++) {
      assertThat((notes.get(i).onsetTicks() - after.get(i).onsetTicks()) % BAR).isZero();
      assertThat(after.get(i).durationTicks()).isEqualTo(480);
    }
    assertThat(Silence.longerThan(limit, shortened.piece())).allMatch(one -> one.seconds() < 4);
  }
}
