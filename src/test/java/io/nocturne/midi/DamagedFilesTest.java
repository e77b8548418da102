package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.join;
import static io.nocturne.midi.MidiBytes.openTrack;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.nocturne.midi.MidiFile.Diagnostic;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Damage: what is kept of the file, and what is said of it. */
class DamagedFilesTest {

  private static final ReadOptions STRICT = new ReadOptions(ReadOptions.Strictness.STRICT);
  private static final int[] C4 = {0, 0x90, 60, 100, 96, 0x80, 60, 64};

  static List<Arguments> damagedFiles() {
    return Stream.of(
            DamagedFiles.damagedTracks(),
            DamagedFiles.damagedEvents(),
            DamagedFiles.damagedMaps(),
            DamagedFiles.damagedChunks(),
            DamagedFiles.damagedHeaders())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("damagedFiles")
  void leavesTheNotesBeforeItAndIsReported(byte[] file, List<Note> notes, List<String> messages)
      throws MidiException {
    MidiFile read = MidiReader.read(file, "a.mid", ReadOptions.DEFAULT);
    assertThat(read.pieces().get(0).notes()).containsExactlyInAnyOrderElementsOf(notes);
    assertThat(read.diagnostics())
        .extracting(diagnostic -> diagnostic.describe(""))
        .isEqualTo(messages);
  }

  @ParameterizedTest
  @MethodSource("damagedFiles")
  void isAnErrorInStrictReading(byte[] file, List<Note> notes, List<String> messages) {
    assertThatThrownBy(() -> MidiReader.read(file, "a.mid", STRICT))
        .isInstanceOf(MidiException.class)
        .hasMessage("a.mid, " + messages.get(0) + "; re-export the file, or read it leniently");
  }

  @ParameterizedTest
  @MethodSource("divisionsOfNoMeaning")
  void aDivisionOfNoMeaningIsReadAs480(int high, int low, String found) throws MidiException {
    byte[] file = smf(0, high << 8 | low, track(C4));
    MidiFile read = MidiReader.read(file, "a.mid", ReadOptions.DEFAULT);
    assertThat(read.pieces().get(0).division()).isEqualTo(new Division.Metrical(480));
    assertThat(read.diagnostics())
        .containsExactly(
            new Diagnostic(
                0,
                12,
                "the header gives no length of a tick ("
                    + found
                    + "); it is read as 480 ticks a quarter"));
  }

  static List<Arguments> divisionsOfNoMeaning() {
    return List.of(
        Arguments.of(0, 0, "0x0000"),
        Arguments.of(0xe6, 80, "0xe650"),
        Arguments.of(0xe7, 0, "0xe700"));
  }

  static List<Arguments> filesThatAreNoMidi() {
    byte[] sound = smf(track(C4));
    byte[] riff = "RIFFsizeRMIDLIST\1\0\0\0a\0".getBytes(US_ASCII);
    return List.of(
        Arguments.of(new byte[0], "byte 0: the file is empty"),
        Arguments.of(
            "a text".getBytes(US_ASCII), "byte 0: this is not a MIDI file (it has no MThd header)"),
        Arguments.of(
            join(new byte[1025], sound), "byte 0: this is not a MIDI file (it has no MThd header)"),
        Arguments.of(Arrays.copyOf(sound, 13), "byte 13: the file ends within its header"),
        Arguments.of(riff, "byte 22: the RIFF file has no data chunk"));
  }

  @ParameterizedTest
  @MethodSource("filesThatAreNoMidi")
  void thatLeavesNothingIsAnErrorInLenientReadingToo(byte[] file, String message) {
    assertThatThrownBy(() -> MidiReader.read(file, "dir/a.mid", ReadOptions.DEFAULT))
        .isInstanceOf(MidiException.class)
        .hasMessage("dir/a.mid, " + message + "; re-export the file or move it out of the folder");
  }

  @Test
  void anErrorHasItsPlaceAsFields() {
    byte[] file = smf(track(C4), openTrack(0, 60));
    assertThatThrownBy(() -> MidiReader.read(file, "a.mid", STRICT))
        .asInstanceOf(type(MidiException.class))
        .returns("a.mid", MidiException::name)
        .returns(2, MidiException::track)
        .returns(42L, MidiException::offset);
  }

  @Test
  void anErrorInAFileWithoutANameBeginsWithItsPlace() {
    assertThatThrownBy(() -> MidiReader.read(new byte[0], "", ReadOptions.DEFAULT))
        .hasMessage("byte 0: the file is empty; re-export the file or move it out of the folder");
  }
}
