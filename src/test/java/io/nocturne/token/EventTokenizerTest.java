package io.nocturne.token;

import static io.nocturne.token.TokenWords.ids;
import static io.nocturne.token.TokenWords.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.rhythm.Grid;
import io.nocturne.token.EventTokenizer.Time;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTokenizerTest {
  private static final EventTokenizer EVENTS = EventTokenizer.standard();
  private static final EventTokenizer SHIFTS =
      EventTokenizer.of(Time.SHIFT, Grid.DEFAULT, OptionalInt.empty(), OutOfRangePolicy.SKIP);

  /** The first C lasts three quarters, the second is struck after one. */
  private static final String RESTRUCK =
      "Bar TimeSig_4/4 Position_0 Pitch_C4 Velocity_56 Duration_3"
          + " Position_1 Pitch_C4 Velocity_56 Duration_1";

  /** A third, then a triplet note on the second beat, then one in the third bar. */
  private static final Piece WALTZ =
      new Piece(
          "waltz",
          new Division.Metrical(96),
          List.of(
              Track.of("", List.of(note(0, 96, 64), note(0, 288, 48))),
              Track.of("", List.of(note(128, 32, 67), note(576, 48, 60)))),
          List.of(),
          List.of(new TimeSignature(0, 3, 4)),
          List.of());

  @Test
  void tellsBarPositionPitchVelocityAndDuration() {
    assertThat(words(EVENTS, EVENTS.encode(WALTZ).tokens().toArray()))
        .isEqualTo(
            "<bos> Bar TimeSig_3/4 Position_0 Pitch_C3 Velocity_56 Duration_3"
                + " Pitch_E4 Velocity_56 Duration_1"
                + " Position_4/3 Pitch_G4 Velocity_56 Duration_1/3"
                + " Bar Bar Position_0 Pitch_C4 Velocity_56 Duration_1/2 <eos>");
  }

  @Test
  void hasTokensOfTheTypesThatMidiTokNames() {
    assertThat(IntStream.range(0, EVENTS.vocabulary().size()).mapToObj(EVENTS::type).distinct())
        .containsExactly(
            "Bar",
            "TimeSig",
            "Position",
            "Pitch",
            "Velocity",
            "Duration",
            "<pad>",
            "<bos>",
            "<eos>");
  }

  @Test
  void tellsShiftsInsteadOfBarsIfAsked() {
    assertThat(words(SHIFTS, SHIFTS.encode(WALTZ).tokens().toArray()))
        .isEqualTo(
            "<bos> Pitch_C3 Duration_3 Pitch_E4 Duration_1 TimeShift_4/3 Pitch_G4 Duration_1/3"
                + " TimeShift_14/3 Pitch_C4 Duration_1/2 <eos>");
  }

  @Test
  void aLongRestIsSeveralShifts() {
    Piece piece = Piece.of("p", 480, List.of(note(480, 480, 60), note(480 * 18, 480, 62)));
    assertThat(words(SHIFTS, SHIFTS.encode(piece).tokens().toArray()))
        .isEqualTo(
            "<bos> TimeShift_1 Pitch_C4 Duration_1"
                + " TimeShift_8 TimeShift_8 TimeShift_1 Pitch_D4 Duration_1 <eos>");
  }

  @Test
  void aNoteLongerThanEightQuartersIsCutAndCounted() {
    Piece piece = Piece.of("p", 480, List.of(note(0, 480 * 8, 60), note(0, 480 * 9, 62)));
    assertThat(EVENTS.encode(piece).loss().quantization().truncated()).isEqualTo(1);
    assertThat(EVENTS.quantized(piece, EvenTiming.DEFAULT).endTicks()).isEqualTo(480 * 8);
  }

  /** 64 notes of few keys, none overlapping another; rounded to the grid 9 of them would. */
  @Test
  void aKeyStruckAgainEndsItsNoteInAPerformance() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("repeated-notes-played.mid")) {
      byte[] bytes = file.readAllBytes();
      Piece piece =
          MidiReader.read(bytes, "repeated-notes-played.mid", ReadOptions.DEFAULT).pieces().get(0);
      assertThat(EVENTS.encode(piece).loss().quantization().restruck()).isEqualTo(9);
      assertThat(EVENTS.quantized(piece, EvenTiming.DEFAULT).noteCount()).isEqualTo(64);
    }
  }

  @Test
  void aDurationThatRunsPastTheNextStrikeOfItsKeyEndsThere() {
    Piece piece = EVENTS.decode("p", ids(EVENTS, RESTRUCK), EvenTiming.DEFAULT);
    assertThat(piece.notes())
        .extracting(Note::onsetTicks, Note::endTicks)
        .containsExactly(tuple(0L, 480L), tuple(480L, 960L));
  }

  @Test
  void decodedEventsAreOneTrackOfAFile() throws IOException {
    Piece piece = EVENTS.decode("p", ids(EVENTS, RESTRUCK), EvenTiming.DEFAULT);
    byte[] file = MidiWriter.write(piece, 1);
    assertThat(MidiReader.read(file, "p", ReadOptions.DEFAULT).pieces().get(0).tracks()).hasSize(1);
  }

  /** 1/4 and 1/3 of a quarter are nearer to each other than the shortest duration. */
  @Test
  void aNoteShorterThanAnyDurationIsToldAsTheShortest() {
    Piece piece = Piece.of("p", 480, List.of(note(120, 40, 60), note(160, 480, 60)));
    int[] ids = EVENTS.encode(piece).tokens().toArray();
    assertThat(words(EVENTS, ids))
        .isEqualTo(
            "<bos> Bar TimeSig_4/4 Position_1/4 Pitch_C4 Velocity_56 Duration_1/4"
                + " Position_1/3 Pitch_C4 Velocity_56 Duration_1 <eos>");
    assertThat(EVENTS.decode("p", ids, EvenTiming.DEFAULT).notes())
        .extracting(Note::durationTicks)
        .containsExactly(40L, 480L);
  }

  @Test
  void aNewNoteEndsTheOneOfThePrimerThatStillSounds() {
    Piece primer = Piece.of("p", 480, List.of(note(0, 1440, 60)));
    int[] more = ids(EVENTS, "Position_1 Pitch_C4 Velocity_56 Duration_1");
    Piece piece = EVENTS.decode("p", joined(EVENTS.promptIds(primer), more), EvenTiming.DEFAULT);
    assertThat(piece.notes())
        .extracting(Note::onsetTicks, Note::endTicks)
        .containsExactly(tuple(0L, 480L), tuple(480L, 960L));
  }

  @Test
  void aKeyThatIsStruckAgainCountsOnceAmongTheNotesThatSound() {
    int[] ids =
        ids(
            EVENTS,
            "Bar TimeSig_4/4 Position_0 Pitch_C4 Velocity_56 Duration_4"
                + " Pitch_E4 Velocity_56 Duration_1 Position_1 Pitch_C4 Velocity_56 Duration_1");
    BitSet following = EVENTS.grammar(2).after(ids).following();
    assertThat(following.get(ids(EVENTS, "Pitch_E4")[0])).isTrue();
    assertThat(following.get(ids(EVENTS, "Position_2")[0])).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"8, 1, 8", "8, 16, 8", "8, 17, 24", "8, 127, 120", "1, 1, 64", "127, 77, 77"})
  void aVelocityIsTheMiddleOfItsBin(int bins, int velocity, int played) {
    var tokenizer =
        EventTokenizer.of(Time.POSITION, Grid.DEFAULT, OptionalInt.of(bins), OutOfRangePolicy.SKIP);
    Piece piece = Piece.of("p", 480, List.of(new Note(0, 480, 60, velocity, 0)));
    assertThat(tokenizer.quantized(piece, EvenTiming.DEFAULT).notes().get(0).velocity())
        .isEqualTo(played);
  }

  @Test
  void decodesAtTheTempoItIsGiven() {
    Piece piece =
        EVENTS.decode(
            "out", EVENTS.encode(WALTZ).tokens().toArray(), new EvenTiming(96, 1, 400_000, 1));
    assertThat(piece.tempos()).containsExactly(new Tempo(0, 400_000));
    assertThat(piece.timeSignatures()).containsExactly(new TimeSignature(0, 3, 4));
    assertThat(piece.division()).isEqualTo(new Division.Metrical(480));
  }

  @Test
  void whatBreaksOffWithinANoteIsLeftOut() {
    int[] ids = ids(EVENTS, "Bar TimeSig_2/4 Position_0 Pitch_C4 Velocity_56 Duration_1 Pitch_E4");
    assertThat(EVENTS.decode("p", ids, EvenTiming.DEFAULT).noteCount()).isEqualTo(1);
  }

  @Test
  void whatGoesOnIsInTheBarsOfWhatWasBefore() {
    int[] context = EVENTS.promptIds(WALTZ);
    int[] more = ids(EVENTS, "Position_2 Pitch_D4 Velocity_56 Duration_1 Bar Position_0 Pitch_E4");
    int[] last = ids(EVENTS, "Velocity_56 Duration_1");
    Piece piece = EVENTS.decode("p", context, joined(more, last), EvenTiming.DEFAULT);
    assertThat(piece.timeSignatures()).containsExactly(new TimeSignature(0, 3, 4));
    assertThat(piece.notes())
        .extracting(Note::onsetTicks, Note::pitch)
        .containsExactly(tuple(960L, 62), tuple(1440L, 64));
  }

  @Test
  void whatGoesOnWithABarBeginsWithIt() {
    int[] more = ids(EVENTS, "Bar Position_1 Pitch_E4 Velocity_56 Duration_1");
    Piece piece = EVENTS.decode("p", EVENTS.promptIds(WALTZ), more, EvenTiming.DEFAULT);
    assertThat(piece.notes().get(0).onsetTicks()).isEqualTo(480);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Position_0 | Position_0 | 0",
        "Bar Position_0 | Position_0 | 1",
        "Bar TimeSig_3/4 Position_3 | Position_3 | 2",
        "Bar TimeSig_3/4 Bar TimeSig_3/4 | TimeSig_3/4 | 3",
        "Bar TimeSig_4/4 Position_0 Pitch_C4 Duration_1 | Duration_1 | 4"
      })
  void refusesWhatMayNotComeWhereItIs(String words, String token, int position) {
    assertThatThrownBy(() -> EVENTS.decode("p", ids(EVENTS, words), EvenTiming.DEFAULT))
        .hasMessage(
            "ids must be events in an order that can be played, was %d (%s) at position %d",
            ids(EVENTS, token)[0], token, position);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Bar",
        "<bos> | Bar",
        "Bar TimeSig_1/16 | Bar Position_0",
        "Bar TimeSig_1/8 | Bar Position_0 Position_1/4 Position_1/3",
        "Bar TimeSig_1/8 Position_1/4 Pitch_B7 Velocity_56 Duration_1 | Bar Position_1/3 Pitch_C8"
            + " <eos>"
      })
  void tellsWhatMayFollow(String words, String following) {
    BitSet expected = new BitSet();
    Arrays.stream(ids(EVENTS, following)).forEach(expected::set);
    assertThat(EVENTS.grammar().after(ids(EVENTS, words)).following()).isEqualTo(expected);
  }

  @Test
  void anEmptyBarIsFollowedByAnythingButItsOwnSignature() {
    BitSet following = EVENTS.grammar().after(ids(EVENTS, "Bar TimeSig_3/4 Bar")).following();
    assertThat(following.get(ids(EVENTS, "TimeSig_3/4")[0])).isFalse();
    assertThat(following.get(ids(EVENTS, "TimeSig_2/4")[0])).isTrue();
    // 43 other signatures, a bar, and the 18 places of a bar of 3/4.
    assertThat(following.cardinality()).isEqualTo(43 + 1 + 18);
  }

  @Test
  void theEndIsFollowedByNothing() {
    int[] ids = EVENTS.encode(WALTZ).tokens().toArray();
    assertThat(EVENTS.grammar().after(ids).following().isEmpty()).isTrue();
  }

  @Test
  void shiftsLeadToPlacesOfTheGrid() {
    int[] third = ids(SHIFTS, "TimeShift_1/3 Pitch_C4 Duration_1");
    BitSet following = SHIFTS.grammar().after(third).following();
    assertThat(following.get(ids(SHIFTS, "TimeShift_1/6")[0])).isTrue();
    assertThat(following.get(ids(SHIFTS, "TimeShift_1/4")[0])).isFalse();
  }

  private static int[] joined(int[] first, int[] second) {
    int[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static Note note(long onset, long duration, int pitch) {
    return new Note(onset, duration, pitch, 64, 0);
  }
}
