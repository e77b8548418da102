package io.nocturne.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiWriter;
import io.nocturne.midi.RealFiles;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Pedal;
import io.nocturne.preprocess.Preprocessing.Transposition;
import io.nocturne.preprocess.TrackSelection;
import io.nocturne.token.EvenTiming;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuedPieceTest {
  private static final Piece TWO_EIGHTHS =
      Piece.of("new", 480, List.of(note(0, 240, 72), note(240, 240, 74)));

  /** A waltz on two tracks of channel 3, at 96 ticks a quarter. */
  private static final Piece WALTZ =
      new Piece(
          "waltz",
          new Division.Metrical(96),
          List.of(
              new Track("right", List.of(on3(0, 96, 70), on3(96, 200, 90)), List.of()),
              new Track("left", List.of(on3(0, 48, 50)), List.of(new ProgramChange(0, 3, 6)))),
          List.of(new Tempo(0, 400_000), new Tempo(96, 420_000)),
          List.of(new TimeSignature(0, 3, 4)),
          List.of(new KeySignature(0, -3, KeySignature.Mode.MINOR)));

  private static final Piece PERFORMANCE = Piece.of("new", 500, List.of(note(250, 500, 62)));
  private static final Piece SLOW =
      new Piece(
          "a",
          new Division.Metrical(96),
          List.of(Track.of("", List.of(note(0, 96, 60)))),
          List.of(new Tempo(0, 1_000_000)),
          List.of(),
          List.of());

  @Test
  void leavesThePieceAsItIs() {
    Piece longer = new ContinuedPiece(WALTZ).append(TWO_EIGHTHS);
    assertThat(longer.tracks()).hasSize(3).startsWith(WALTZ.tracks().toArray(Track[]::new));
    assertThat(longer).usingRecursiveComparison().ignoringFields("tracks").isEqualTo(WALTZ);
  }

  @Test
  void keepsControlChangesAndReleasesAPedalThatIsStillDown() {
    List<ControlChange> controls =
        List.of(
            new ControlChange(0, 3, 7, 90),
            new ControlChange(0, 3, 64, 127),
            new ControlChange(90, 3, 64, 0),
            new ControlChange(96, 3, 64, 100));
    Piece piece =
        WALTZ.withTracks(
            List.of(WALTZ.tracks().get(0), WALTZ.tracks().get(1).withControls(controls)));
    List<ControlChange> kept =
        new ContinuedPiece(piece).append(TWO_EIGHTHS).tracks().get(1).controls();
    assertThat(kept).startsWith(controls.toArray(ControlChange[]::new));
    assertThat(kept.subList(4, kept.size())).containsExactly(new ControlChange(576, 3, 64, 0));
  }

  @Test
  void beginsWhenThePedalHasEndedTheLastNotes() {
    List<ControlChange> pedal =
        List.of(new ControlChange(0, 0, 64, 127), new ControlChange(2000, 0, 64, 0));
    Piece chord = Piece.of("a", 480, List.of(note(0, 480, 60)));
    Piece held = chord.withTracks(List.of(chord.tracks().get(0).withControls(pedal)));
    Piece longer = new ContinuedPiece(held).append(TWO_EIGHTHS);
    assertThat(longer.tracks().get(0)).isEqualTo(held.tracks().get(0));
    assertThat(longer.tracks().get(1).notes().get(0).onsetTicks()).isEqualTo(2 * 1920);
  }

  @Test
  void playsOnThePortAndChannelOfTheTracksThatAreRead() {
    Track violin = Track.of("violin", List.of(on3(0, 96, 70), on3(96, 96, 72)));
    Track piano =
        new Track(
            "piano",
            2,
            List.of(new Note(0, 96, 60, 40, 5)),
            List.of(new ProgramChange(0, 5, 1)),
            List.of());
    Preprocessing pianoOnly =
        new Preprocessing(
            Pedal.IGNORE, TrackSelection.parse("name:piano"), Optional.empty(), Transposition.NONE);
    var continued = new ContinuedPiece(pianoOnly.apply(WALTZ.withTracks(List.of(violin, piano))));
    Track added = continued.append(TWO_EIGHTHS).tracks().get(2);
    assertThat(added.port()).isEqualTo(2);
    assertThat(added.notes()).extracting(Note::channel).containsExactly(5, 5);
    assertThat(added.programs()).containsExactly(new ProgramChange(288, 5, 1));
    assertThat(continued.timing().velocity()).isEqualTo(40);
  }

  @Test
  void refusesAPieceWithoutNotesInTheTracksThatAreRead() {
    Preprocessing others =
        new Preprocessing(
            Pedal.IGNORE, TrackSelection.parse("9"), Optional.empty(), Transposition.NONE);
    assertThatThrownBy(() -> new ContinuedPiece(others.apply(WALTZ)))
        .hasMessage(
            "waltz: contains no notes in the tracks that the run reads (--tracks chooses others),"
                + " so there is nothing to continue from; choose another");
  }

  /** It ends at tick 296, in the second bar of 288 ticks. */
  @Test
  void addsTheNewNotesFromTheNextBarOnInTheTicksOfThePiece() {
    Track added = new ContinuedPiece(WALTZ).append(TWO_EIGHTHS).tracks().get(2);
    assertThat(added)
        .isEqualTo(
            new Track(
                "continuation",
                List.of(new Note(576, 48, 72, 80, 3), new Note(624, 48, 74, 80, 3)),
                List.of(new ProgramChange(576, 3, 6))));
  }

  /**
   * At 100 ticks a quarter, where thirds are not whole ticks, and at one, where notes fall
   * together.
   */
  @ParameterizedTest
  @CsvSource({"100", "96", "7", "1"})
  void noKeyOverlapsItselfInWhateverTicks(int ticksPerQuarter) {
    List<Note> repeated = new ArrayList<>();
    for (int onset = 0; onset < 4800; onset += 40 * (1 + onset / 40 % 3)) {
      repeated.add(note(onset, 40L * (1 + onset / 40 % 3), 60));
    }
    Piece piece = Piece.of("a", ticksPerQuarter, List.of(note(0, 1, 60)));
    Piece longer = new ContinuedPiece(piece).append(Piece.of("new", 480, repeated));
    List<Note> added = longer.tracks().get(1).notes();
    for (int i = 1; i < added.size(); i++) {
      assertThat(added.get(i - 1).endTicks()).isLessThanOrEqualTo(added.get(i).onsetTicks());
      assertThat(added.get(i).durationTicks()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"1919, 1920", "1920, 1920", "1921, 3840", "1, 1920"})
  void beginsAtABarLineThatIsNotBeforeTheEnd(long end, long start) {
    Piece piece = Piece.of("a", 480, List.of(note(0, end, 60)));
    Piece longer = new ContinuedPiece(piece).append(TWO_EIGHTHS);
    assertThat(longer.tracks().get(1).notes().get(0).onsetTicks()).isEqualTo(start);
  }

  @Test
  void countsBarsFromTheLastTimeSignature() {
    Piece piece =
        new Piece(
            "a",
            new Division.Metrical(480),
            List.of(Track.of("", List.of(note(0, 2500, 60)))),
            List.of(),
            List.of(new TimeSignature(0, 4, 4), new TimeSignature(1920, 6, 16)),
            List.of());
    Piece longer = new ContinuedPiece(piece).append(TWO_EIGHTHS);
    assertThat(longer.tracks().get(1).notes().get(0).onsetTicks()).isEqualTo(1920 + 720);
  }

  /** The piece has 60 quarters a minute, and so 96 ticks a second; the others have 1000. */
  @Test
  void placesAPerformanceBySecondsWhateverTheTempos() {
    Piece written = Piece.of("tokens", 500, List.of(note(0, 1000, 60)));
    assertThat(performed(SLOW, written, 1.5).notes()).containsExactly(note(144 + 24, 48, 62));
  }

  /** Its tokens lack half a second, such as a silence or a note of another track. */
  @Test
  void placesAPerformanceLaterByWhatItsTokensLack() {
    Piece written = Piece.of("tokens", 500, List.of(note(0, 500, 60)));
    assertThat(performed(SLOW, written, 1.5).notes()).containsExactly(note(192 + 24, 48, 62));
  }

  /** It goes up before the performance begins, and is as the performance says from there on. */
  @Test
  void leavesThePedalToThePerformanceFromWhereItBegins() {
    Track held =
        SLOW.tracks().get(0).withControls(List.of(pedal(10, 127), pedal(120, 0), pedal(200, 127)));
    Piece written = Piece.of("tokens", 500, List.of(note(0, 1250, 60)));
    Piece performance =
        PERFORMANCE.withTracks(
            List.of(PERFORMANCE.tracks().get(0).withControls(List.of(pedal(500, 127)))));
    Piece longer =
        new ContinuedPiece(SLOW.withTracks(List.of(held))).append(performance, written, 1);
    assertThat(longer.controls()).containsExactly(pedal(10, 127), pedal(96, 0), pedal(144, 127));
  }

  private static Track performed(Piece piece, Piece written, double seconds) {
    return new ContinuedPiece(piece).append(PERFORMANCE, written, seconds).tracks().get(1);
  }

  private static ControlChange pedal(long tick, int value) {
    return new ControlChange(tick, 0, ControlChange.SUSTAIN_PEDAL, value);
  }

  /** Eighths, triplets of them or quarters, a few ticks early or late; the last is the hold. */
  @ParameterizedTest
  @CsvSource({
    "0 240 480 720 960, 240",
    "0 160 320 480 640, 160",
    "0 3 231 492 705 1210, 240",
    "0 480 960 1200, 480",
    "0 240 720, 480",
    "0, 480"
  })
  void takesTheNoteValueThatPrevails(String onsets, int ticks) {
    List<Note> notes = new ArrayList<>();
    for (String onset : onsets.split(" ", -1)) {
      notes.add(note(Long.parseLong(onset), 100, 60));
    }
    assertThat(new ContinuedPiece(Piece.of("a", 480, notes)).timing().noteTicks()).isEqualTo(ticks);
  }

  @Test
  void takesTempoTicksAndMedianVelocityOfThePiece() {
    assertThat(new ContinuedPiece(WALTZ).timing()).isEqualTo(new EvenTiming(96, 96, 400_000, 70));
  }

  @Test
  void refusesAPieceInSmpteFrames() {
    Piece film =
        new Piece(
            "film.mid",
            new Division.Smpte(25, 40),
            WALTZ.tracks(),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> new ContinuedPiece(film))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "film.mid: counts time in SMPTE frames, which have no bars to continue after;"
                + " convert it to ticks per quarter note");
  }

  @Test
  void refusesAPieceWithoutNotes() {
    assertThatThrownBy(() -> new ContinuedPiece(Piece.of("empty.mid", 480, List.of())))
        .hasMessage(
            "empty.mid: contains no notes, so there is nothing to continue from; choose another");
  }

  @Test
  void keepsEveryNoteOfRealFilesWhenWrittenAndReadBack() throws IOException {
    for (Path file : RealFiles.all()) {
      Piece piece = MidiReader.read(file).pieces().get(0);
      Piece longer = new ContinuedPiece(piece).append(TWO_EIGHTHS);
      Piece read =
          MidiReader.read(MidiWriter.write(longer, 1), "it", ReadOptions.DEFAULT).pieces().get(0);
      int tracks = piece.tracks().size();
      assertThat(read.tracks().subList(0, tracks)).as(file.toString()).isEqualTo(piece.tracks());
      assertThat(read.tempos()).isEqualTo(piece.tempos());
      assertThat(read.timeSignatures()).isEqualTo(piece.timeSignatures());
      assertThat(read.noteCount()).isEqualTo(piece.noteCount() + 2);
    }
  }

  private static Note note(long onset, long length, int pitch) {
    return new Note(onset, length, pitch, 80, 0);
  }

  private static Note on3(long onset, long length, int velocity) {
    return new Note(onset, length, 60, velocity, 3);
  }
}
