package io.nocturne.token;

import static io.nocturne.token.Performances.OFFS;
import static io.nocturne.token.Performances.again;
import static io.nocturne.token.Performances.note;
import static io.nocturne.token.Performances.performance;
import static io.nocturne.token.Performances.tokenizer;
import static io.nocturne.token.TokenWords.ids;
import static io.nocturne.token.TokenWords.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sustain pedal in the tokens of performances. */
class PedalTokensTest {
  private static final PerformanceTokenizer PEDAL = tokenizer(NoteEnds.OFFS, PedalTokens.ON_OFF);

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

  @Test
  void beginsUnderThePedalThatTheContextHasPressed() {
    int[] context = ids(PEDAL, "Pedal_On NoteOn_C4 TimeShift_500ms");
    int[] ids = ids(PEDAL, "NoteOn_E4 TimeShift_200ms Pedal_Off NoteOff_E4");
    assertThat(PEDAL.decode("p", context, ids, EvenTiming.DEFAULT).controls())
        .containsExactly(pedal(0, 127), pedal(200, 0));
  }

  private static Piece withPedal(Piece piece, ControlChange... changes) {
    return piece.withTracks(List.of(piece.tracks().get(0).withControls(List.of(changes))));
  }

  private static ControlChange pedal(long tick, int value) {
    return new ControlChange(tick, 0, ControlChange.SUSTAIN_PEDAL, value);
  }
}
