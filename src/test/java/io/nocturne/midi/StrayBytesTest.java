package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.ints;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nocturne.midi.MidiFile.Diagnostic;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Note;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes amid the eight notes of a scale that do not belong there. Of each of the first group, mido
 * 1.3.3 and pretty_midi 0.2.11 read eight notes, as does symusic 0.6.0 of all but the last three;
 * of the second group symusic alone, or none.
 */
class StrayBytesTest {

  private static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72};
  private static final int NOTES_BEFORE = 4;
  private static final int TICKS = 48;

  private static byte[] scaleWith(int[] stray) {
    int[] events = {};
    for (int i = 0; i < SCALE.length; i++) {
      int[] note = {0, 0x90, SCALE[i], 80, TICKS, 0x80, SCALE[i], 64};
      events = ints(events, i == NOTES_BEFORE ? stray : new int[0], note);
    }
    return smf(track(events));
  }

  private static List<Note> scale() {
    return IntStream.range(0, SCALE.length)
        .mapToObj(i -> new Note((long) i * TICKS, TICKS, SCALE[i], 80, 0))
        .toList();
  }

  private static Arguments row(String message, int... stray) {
    return row(message, 0, stray);
  }

  /** A row whose diagnostic is some bytes after the first of the stray ones. */
  private static Arguments row(String message, int offset, int[] stray) {
    return Arguments.of(message, offset, stray);
  }

  static List<Arguments> readByOthers() {
    String system = "track 1 has 1 system message, which a file should not contain; left out";
    return List.of(
        row(system, 0, 0xf1, 5),
        row(system, 0, 0xf2, 0, 0),
        row(system, 0, 0xf3, 1),
        row(system, 0, 0xf6),
        row(system, 0, 0xf8),
        row(system, 0, 0xfa),
        row(system, 0, 0xfb),
        row(system, 0, 0xfc),
        row(system, 0, 0xfe),
        row(
            "track 1 continues after its end-of-track event; what follows is read too",
            4,
            MidiBytes.END),
        row(
            "track 1 has 1 number longer than four bytes; read anyway",
            ints(new int[] {0x80, 0x80, 0x80, 0x80, 0}, new int[] {0xb0, 7, 100})),
        row(
            "track 1 has 1 number longer than four bytes; read anyway",
            0,
            0xff,
            1,
            0x80,
            0x80,
            0x80,
            0x80,
            0));
  }

  static List<Arguments> readByFewOthers() {
    return List.of(
        row("track 1 has 2 bytes that are not an event; left out", 0, 0xf7),
        row("track 1 has 2 bytes that are not an event; left out", 0, 0xf0),
        row("track 1 has 2 bytes that are not an event; left out", 0, 0xf4),
        row("track 1 has 2 bytes that are not an event; left out", 0, 0xf5),
        row("track 1 has 2 bytes that are not an event; left out", 0, 0xf9),
        row("track 1 has 2 bytes that are not an event; left out", 0, 0xfd),
        row("track 1 has 3 bytes that are not an event; left out", 0, 0xf4, 5),
        row("track 1 has 4 bytes that are not an event; left out", 0, 0xf8, 0x40, 0x7f),
        row("track 1 has 6 bytes that are not an event; left out", 0, 0xf0, 0x43, 0x10, 1, 0xf7));
  }

  @ParameterizedTest
  @MethodSource({"readByOthers", "readByFewOthers"})
  void leaveAllNotesInPlace(String message, int offset, int[] stray) throws MidiException {
    MidiFile read = MidiReader.read(scaleWith(stray), "a.mid", ReadOptions.DEFAULT);
    assertThat(read.pieces().get(0).notes()).isEqualTo(scale());
  }

  @ParameterizedTest
  @MethodSource({"readByOthers", "readByFewOthers"})
  void areOneDiagnosticAtTheirPlace(String message, int offset, int[] stray) throws MidiException {
    MidiFile read = MidiReader.read(scaleWith(stray), "a.mid", ReadOptions.DEFAULT);
    int place = 22 + 8 * NOTES_BEFORE + offset;
    assertThat(read.diagnostics()).containsExactly(new Diagnostic(1, place, message));
  }

  @ParameterizedTest
  @MethodSource("escapes")
  void anEscapeThatSaysSomethingIsNotStray(int[] escape) throws MidiException {
    MidiFile read = MidiReader.read(scaleWith(escape), "a.mid", ReadOptions.DEFAULT);
    assertThat(read.diagnostics()).isEmpty();
  }

  static List<int[]> escapes() {
    return List.of(
        new int[] {0, 0xf7, 1, 0xfa},
        new int[] {0, 0xf7, 2, 0xf3, 1},
        new int[] {0, 0xf0, 2, 0x43, 0x12, 9, 0xf7, 3, 1, 2, 0xf7},
        new int[] {0, 0xf7, 0});
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void whatFillsAChunkUpAfterItsEndIsNotMusic(int[] padding) throws MidiException {
    int[] note = {0, 0x90, 60, 80, TICKS, 60, 0, 0, 0xff, 0x2f, 0};
    byte[] file = smf(MidiBytes.openTrack(ints(note, padding)));
    MidiFile read = MidiReader.read(file, "a.mid", ReadOptions.DEFAULT);
    assertThat(read.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "track 1 continues after its end-of-track event; "
                + Diagnostics.counted(padding.length, "byte")
                + " left out");
  }

  static List<int[]> paddings() {
    return List.of(
        new int[1],
        new int[2],
        new int[3],
        new int[64],
        new int[] {0xff, 0xff, 0xff},
        new int[] {0, 0x90, 60, 64});
  }

  @ParameterizedTest
  @MethodSource("readByOthers")
  void areAnErrorInStrictReading(String message, int offset, int[] stray) {
    var strict = new ReadOptions(ReadOptions.Strictness.STRICT);
    assertThat(catchThrowable(() -> MidiReader.read(scaleWith(stray), "a.mid", strict)))
        .hasMessageContaining(message);
  }
}
