package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.ints;
import static io.nocturne.midi.MidiBytes.meta;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.music.Completion;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Control changes, and ports, which make channels of one number different ones. */
class PortsAndControlsTest {
  private static final Note C4 = new Note(0, 96, 60, 100, 0);

  private static Piece read(byte[] file) throws MidiException {
    return MidiReader.read(file, "a.mid", new ReadOptions(Strictness.STRICT)).pieces().get(0);
  }

  private static int[] port(int port) {
    return meta(0x21, port);
  }

  private static Track onPort(int port, Note... notes) {
    return new Track("", port, List.of(notes), List.of(), List.of());
  }

  private static Piece piece(Track... tracks) {
    return new Piece(
        "a.mid", new Division.Metrical(480), List.of(tracks), List.of(), List.of(), List.of());
  }

  @Test
  void controlChangesAreReadInTheirOrder() throws MidiException {
    int[] events = {0, 0xb1, 64, 127, 0, 7, 100, 5, 64, 0};
    assertThat(read(smf(track(events))).tracks().get(0).controls())
        .containsExactly(
            new ControlChange(0, 1, 64, 127),
            new ControlChange(0, 1, 7, 100),
            new ControlChange(5, 1, 64, 0));
  }

  @Test
  void aBankIsSelectedBeforeItsProgramAndAPedalMovesBeforeKeys() {
    Track track =
        new Track(
            "",
            0,
            List.of(new Note(0, 10, 60, 100, 0), new Note(10, 5, 62, 100, 0)),
            List.of(new ProgramChange(10, 0, 5)),
            List.of(new ControlChange(10, 0, 0, 1), new ControlChange(10, 0, 64, 127)));
    int[] events = {0, 0x90, 60, 100, 10, 0xb0, 0, 1, 0, 64, 127, 0, 0x90, 60, 0, 0, 0xc0, 5};
    int[] last = {0, 0x90, 62, 100, 5, 62, 0};
    assertThat(MidiWriter.write(piece(track), 0)).isEqualTo(smf(track(ints(events, last))));
  }

  @Test
  void aPortHoldsForTheWholeTrackThatNamesItFirst() throws MidiException {
    byte[] second = track(ints(port(1), new int[] {0, 0x90, 60, 100, 96, 60, 0}));
    assertThat(read(smf(track(), second)).tracks()).containsExactly(onPort(0), onPort(1, C4));
  }

  @Test
  void aTrackOfSeveralPortsIsReadAsSeveral() throws MidiException {
    int[] on = {0, 0x90, 60, 100};
    int[] off = {96, 0x80, 60, 0};
    int[] later = {4, 0x80, 60, 0};
    byte[] file = smf(track(ints(on, port(1), on, port(0), off, port(1), later)));
    assertThat(read(file).tracks())
        .containsExactly(onPort(0, C4), onPort(1, new Note(0, 100, 60, 100, 0)));
  }

  @Test
  void aPortOver127IsLeftOut() throws MidiException {
    assertThat(read(smf(track(ints(port(200), new int[] {0, 0x90, 60, 100, 96, 60, 0})))).tracks())
        .containsExactly(onPort(0, C4));
  }

  @Test
  void portsAreWrittenAtTheStartOfTheirTracks() throws MidiException {
    Piece piece = piece(onPort(0, C4), onPort(3, C4));
    byte[] first = track(0, 0x90, 60, 100, 96, 60, 0);
    byte[] second = track(ints(port(3), new int[] {0, 0x90, 60, 100, 96, 60, 0}));
    assertThat(MidiWriter.write(piece, 1)).isEqualTo(smf(first, second));
  }

  @Test
  void format0RefusesSeveralPorts() {
    assertThatThrownBy(() -> MidiWriter.write(piece(onPort(0, C4), onPort(3, C4)), 0))
        .hasMessage(
            "a.mid: its tracks have the ports 0 and 3, and a file of format 0 has one track; write"
                + " format 1");
  }

  @Test
  void aPedalHoldsNoNotesOfAnotherPort() {
    List<ControlChange> pedal =
        List.of(new ControlChange(0, 0, 64, 127), new ControlChange(200, 0, 64, 0));
    Piece piece = piece(onPort(0, C4), onPort(1, C4).withControls(pedal));
    assertThat(piece.sustained().tracks())
        .containsExactly(onPort(0, C4), onPort(1, new Note(0, 200, 60, 100, 0)));
  }

  @Test
  void anInstrumentIsNamedForTheChannelsOfEachPort() {
    Track named = new Track("a", List.of(C4), List.of(new ProgramChange(0, 0, 40)));
    Piece complete = Completion.of(piece(named, onPort(1, C4)), 6);
    assertThat(complete.tracks().get(1).programs()).containsExactly(new ProgramChange(0, 0, 6));
  }
}
