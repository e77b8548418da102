package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerformanceTokenizerTest {
  private static final PerformanceTokenizer OFFS = PerformanceTokenizer.standard();
  private static final PerformanceTokenizer DURATIONS = of(NoteEnds.DURATIONS, PedalTokens.NONE);
  private static final PerformanceTokenizer PEDAL = of(NoteEnds.OFFS, PedalTokens.ON_OFF);

  /** A chord whose upper note is louder, and a note after more than two seconds. */
  private static final Piece CHORD =
      performance(note(120, 403, 60, 70), note(120, 500, 64, 90), note(2631, 80, 67, 90));

  @Test
  void writesNoteOnsNoteOffsTimeShiftsAndVelocitiesThatChange() {
    assertThat(words(OFFS, CHORD))
        .isEqualTo(
            "<bos> TimeShift_120ms Velocity_70 NoteOn_C4 Velocity_90 NoteOn_E4"
                + " TimeShift_400ms NoteOff_C4 TimeShift_100ms NoteOff_E4"
                + " TimeShift_1000ms TimeShift_1000ms TimeShift_10ms NoteOn_G4"
                + " TimeShift_80ms NoteOff_G4 <eos>");
  }

  @Test
  void writesNotesAsPitchVelocityAndDuration() {
    assertThat(words(DURATIONS, CHORD))
        .isEqualTo(
            "<bos> TimeShift_120ms Pitch_C4 Velocity_70 Duration_400ms"
                + " Pitch_E4 Velocity_90 Duration_500ms"
                + " TimeShift_1000ms TimeShift_1000ms TimeShift_510ms"
                + " Pitch_G4 Velocity_90 Duration_80ms <eos>");
  }

  @Test
  void writesLongNotesAsSeveralDurations() {
    Piece held = performance(note(0, 2340, 60, 70));
    assertThat(words(DURATIONS, held))
        .isEqualTo(
            "<bos> Pitch_C4 Velocity_70 Duration_1000ms Duration_1000ms Duration_340ms <eos>");
    assertThat(again(DURATIONS, held).notes())
        .extracting(Note::durationTicks)
        .containsExactly(2340L);
  }

  @Test
  void cutsAndCountsNotesOfMoreThanAMinute() {
    Piece held = performance(note(0, 61_000, 60, 70));
    assertThat(DURATIONS.encode(held).loss().quantization().truncated()).isOne();
    assertThat(again(DURATIONS, held).notes())
        .extracting(Note::durationTicks)
        .containsExactly(60_000L);
    assertThat(OFFS.encode(held).loss().quantization().truncated()).isZero();
    assertThat(again(OFFS, held).endTicks()).isEqualTo(61_000L);
  }

  @Test
  void writesThePedalBeforeNotesThatEndAndNotesThatBegin() {
    Piece pedalled =
        withPedal(
            performance(note(0, 100, 60, 70), note(100, 100, 64, 70)),
            pedal(100, 127),
            pedal(150, 63));
    assertThat(words(PEDAL, pedalled))
        .isEqualTo(
            "<bos> Velocity_70 NoteOn_C4 TimeShift_100ms Pedal_On NoteOff_C4 NoteOn_E4"
                + " TimeShift_50ms Pedal_Off TimeShift_50ms NoteOff_E4 <eos>");
    assertThat(again(PEDAL, pedalled).controls()).containsExactly(pedal(100, 127), pedal(150, 0));
  }

  @Test
  void releasesAPedalThatIsLeftDownWithTheLastNote() {
    Piece pedalled = withPedal(performance(note(0, 100, 60, 70)), pedal(20, 127));
    assertThat(again(PEDAL, pedalled).controls()).containsExactly(pedal(20, 127), pedal(100, 0));
  }

  @Test
  void readsThePedalsOfTheChannelsThatPlayNotes() {
    Piece pedalled = withPedal(performance(note(0, 100, 60, 70)), pedal(20, 127), pedal(50, 0));
    Track others =
        new Track(
            "",
            1,
            List.of(new Note(0, 100, 36, 80, Note.PERCUSSION_CHANNEL)),
            List.of(),
            List.of(
                pedal(10, 127),
                new ControlChange(30, Note.PERCUSSION_CHANNEL, ControlChange.SUSTAIN_PEDAL, 127)));
    Piece both = pedalled.withTracks(List.of(pedalled.tracks().get(0), others));
    assertThat(again(PEDAL, both).controls()).containsExactly(pedal(20, 127), pedal(50, 0));
  }

  /** The same channel of two ports. */
  @Test
  void isUnderThePedalWhileThatOfAnyChannelIsDown() {
    Track first =
        Track.of("", List.of(note(0, 100, 60, 70)))
            .withControls(List.of(pedal(20, 127), pedal(70, 0)));
    Track second =
        new Track(
            "",
            1,
            List.of(note(0, 100, 64, 70)),
            List.of(),
            List.of(pedal(40, 127), pedal(60, 0), pedal(80, 127), pedal(90, 0)));
    Piece both = performance().withTracks(List.of(first, second));
    assertThat(again(PEDAL, both).controls())
        .containsExactly(pedal(20, 127), pedal(70, 0), pedal(80, 127), pedal(90, 0));
  }

  @Test
  void leavesThePedalOutUnlessItHasTokensForIt() {
    Piece plain = performance(note(0, 100, 60, 70));
    Piece pedalled = withPedal(plain, pedal(20, 127));
    assertThat(OFFS.encode(pedalled)).isEqualTo(OFFS.encode(plain));
    assertThat(OFFS.hasPedal()).isFalse();
    assertThat(PEDAL.hasPedal()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void measuresTimeInSecondsWhateverTheTempo(NoteEnds noteEnds) {
    Tokenizer tokenizer = of(noteEnds, PedalTokens.NONE);
    List<Note> notes = List.of(new Note(0, 96, 60, 70, 0), new Note(192, 48, 62, 70, 0));
    // The first quarter lasts a second, the others half a second.
    Piece piece =
        new Piece(
            "p",
            new Division.Metrical(96),
            List.of(Track.of("", notes)),
            List.of(new Tempo(0, 1_000_000), new Tempo(96, 500_000)),
            List.of(),
            List.of());
    assertThat(again(tokenizer, piece).notes())
        .extracting(Note::onsetTicks, Note::durationTicks)
        .containsExactly(tuple(0L, 1000L), tuple(1500L, 250L));
  }

  @ParameterizedTest
  @EnumSource
  void endsANoteWhoseKeySoundsAgain(NoteEnds noteEnds) {
    Tokenizer tokenizer = of(noteEnds, PedalTokens.NONE);
    Piece restruck = performance(note(0, 400, 60, 70), note(250, 300, 60, 70));
    assertThat(again(tokenizer, restruck).notes())
        .extracting(Note::onsetTicks, Note::durationTicks)
        .containsExactly(tuple(0L, 250L), tuple(250L, 300L));
    assertThat(tokenizer.encode(restruck).loss().quantization().restruck()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDriftOverThousandsOfNotes(NoteEnds noteEnds) {
    Tokenizer tokenizer = of(noteEnds, PedalTokens.NONE);
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      notes.add(note(i * 123L + 4, 94, 30 + i % 60, 70)); // Each wrong by up to 5 ms.
    }
    Piece piece = Piece.of("p", 500, notes);
    List<Note> decoded = again(tokenizer, piece).notes();
    for (int i = 0; i < notes.size(); i++) {
      assertThat(decoded.get(i).onsetTicks())
          .isBetween(notes.get(i).onsetTicks() - 5, notes.get(i).onsetTicks() + 5);
    }
  }

  @Test
  void endsSoundingNotesWhereTheTokensBreakOff() {
    int[] ids = ids(OFFS, "NoteOn_C4", "TimeShift_500ms", "NoteOn_E4", "TimeShift_200ms");
    assertThat(OFFS.decode("p", ids, EvenTiming.DEFAULT).notes())
        .extracting(Note::pitch, Note::onsetTicks, Note::durationTicks)
        .containsExactly(tuple(60, 0L, 700L), tuple(64, 500L, 200L));
  }

  @Test
  void leavesOutTheNotesOfTheContextAndTheirNoteOffs() {
    int[] context = ids(OFFS, "Velocity_70", "NoteOn_C4", "TimeShift_500ms");
    int[] ids = ids(OFFS, "NoteOn_E4", "TimeShift_200ms", "NoteOff_C4", "NoteOff_E4");
    assertThat(OFFS.decode("p", context, ids, EvenTiming.DEFAULT).notes())
        .containsExactly(note(0, 200, 64, 70));
  }

  @Test
  void beginsUnderThePedalThatTheContextHasPressed() {
    int[] context = ids(PEDAL, "Pedal_On", "NoteOn_C4", "TimeShift_500ms");
    int[] ids = ids(PEDAL, "NoteOn_E4", "TimeShift_200ms", "Pedal_Off", "NoteOff_E4");
    assertThat(PEDAL.decode("p", context, ids, EvenTiming.DEFAULT).controls())
        .containsExactly(pedal(0, 127), pedal(200, 0));
  }

  @Test
  void refusesANoteOffWithoutItsNoteOn() {
    int[] ids = ids(OFFS, "NoteOn_C4", "TimeShift_500ms", "NoteOff_D4");
    assertThatThrownBy(() -> OFFS.decode("p", ids, EvenTiming.DEFAULT))
        .hasMessage(
            "ids must be events in an order that can be played, was %d (NoteOff_D4) at position 2",
            ids[2]);
  }

  @Test
  void noteOffsAreTransposedLikeTheirNotes() {
    int off = ids(OFFS, "NoteOff_C4")[0];
    assertThat(OFFS.pitches(off)).isEmpty();
    assertThat(OFFS.namedPitches(off)).containsExactly(60);
    assertThat(OFFS.transposed(off, 2)).hasValue(ids(OFFS, "NoteOff_D4")[0]);
  }

  @Test
  void writesWhatMagentaWrites() throws IOException {
    JsonNode magenta = magenta();
    List<String> expected = new ArrayList<>();
    for (JsonNode event : magenta.get("performance")) {
      expected.add(event.get(0).textValue() + " " + event.get(1).intValue());
    }
    Piece piece = piece(magenta.get("notes"));
    List<String> written =
        Arrays.stream(words(OFFS, piece).split(" "))
            .filter(word -> !word.startsWith("<"))
            .map(PerformanceTokenizerTest::asMagenta)
            .toList();
    assertThat(written).isEqualTo(expected);
  }

  /** Magenta has one event for a note: steps since the last onset, pitch, velocity bin, steps. */
  @Test
  void writesTheNotesThatMagentaWrites() throws IOException {
    JsonNode magenta = magenta();
    List<List<Integer>> expected = new ArrayList<>();
    for (JsonNode note : magenta.get("notePerformance")) {
      List<Integer> fields = new ArrayList<>();
      note.forEach(field -> fields.add(field.intValue()));
      expected.add(fields);
    }
    List<List<Integer>> written = new ArrayList<>();
    int shift = 0;
    for (String word : words(DURATIONS, piece(magenta.get("notes"))).split(" ", -1)) {
      if (word.startsWith("<")) {
        continue;
      }
      String[] event = asMagenta(word).split(" ", -1);
      int value = Integer.parseInt(event[1]);
      switch (event[0]) {
        case "TimeShift" -> shift += value;
        case "Pitch" -> {
          written.add(new ArrayList<>(List.of(shift, value)));
          shift = 0;
        }
        case "Duration" -> {
          List<Integer> last = written.get(written.size() - 1);
          if (last.size() == 4) {
            last.set(3, last.get(3) + value);
          } else {
            last.add(value);
          }
        }
        default -> written.get(written.size() - 1).add(value);
      }
    }
    assertThat(written).isEqualTo(expected);
  }

  private static JsonNode magenta() throws IOException {
    try (InputStream in =
        PerformanceTokenizerTest.class.getResourceAsStream("note-seq-performance.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Piece piece(JsonNode notes) {
    List<Note> all = new ArrayList<>();
    for (JsonNode note : notes) {
      int onset = note.get(0).intValue();
      all.add(
          note(
              onset,
              note.get(1).intValue() - onset,
              note.get(2).intValue(),
              note.get(3).intValue()));
    }
    return Piece.of("p", 500, all);
  }

  /** Returns a token with its value as Magenta counts it: in steps, pitches and bins from 1. */
  private static String asMagenta(String word) {
    String[] event = word.split("_", 2);
    int value =
        switch (event[0]) {
          case "TimeShift", "Duration" -> Integer.parseInt(event[1].replace("ms", "")) / 10;
          case "Velocity" -> (Integer.parseInt(event[1]) - 1) / 4 + 1;
          default -> PitchName.parse(event[1]);
        };
    return event[0] + " " + value;
  }

  private static PerformanceTokenizer of(NoteEnds noteEnds, PedalTokens pedal) {
    return PerformanceTokenizer.of(
        noteEnds, TimeSteps.DEFAULT, OptionalInt.of(32), pedal, OutOfRangePolicy.SKIP);
  }

  /** A piece in which a tick is a millisecond. */
  private static Piece performance(Note... notes) {
    return Piece.of("p", 500, List.of(notes));
  }

  private static Piece withPedal(Piece piece, ControlChange... changes) {
    return piece.withTracks(List.of(piece.tracks().get(0).withControls(List.of(changes))));
  }

  private static ControlChange pedal(long tick, int value) {
    return new ControlChange(tick, 0, ControlChange.SUSTAIN_PEDAL, value);
  }

  private static Note note(long onset, long length, int pitch, int velocity) {
    return new Note(onset, length, pitch, velocity, 0);
  }

  private static Piece again(Tokenizer tokenizer, Piece piece) {
    return tokenizer.decode("p", tokenizer.encode(piece).tokens().toArray(), EvenTiming.DEFAULT);
  }

  private static int[] ids(Tokenizer tokenizer, String... words) {
    return Arrays.stream(words)
        .mapToInt(word -> tokenizer.vocabulary().id(word).orElseThrow())
        .toArray();
  }

  private static String words(Tokenizer tokenizer, Piece piece) {
    return Arrays.stream(tokenizer.encode(piece).tokens().toArray())
        .mapToObj(tokenizer.vocabulary()::token)
        .collect(Collectors.joining(" "));
  }
}
