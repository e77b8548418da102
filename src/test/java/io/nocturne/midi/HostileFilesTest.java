package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.chunk;
import static io.nocturne.midi.MidiBytes.header;
import static io.nocturne.midi.MidiBytes.ints;
import static io.nocturne.midi.MidiBytes.join;
import static io.nocturne.midi.MidiBytes.openTrack;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.midi.MidiFile.Diagnostic;
import io.nocturne.midi.MidiReader.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files made to exhaust a reader. The limit is there to catch a hang, not to measure. */
@Timeout(120)
class HostileFilesTest {

  @TempDir private Path folder;

  private static MidiFile read(byte[] file) throws MidiException {
    return MidiReader.read(file, "a.mid", ReadOptions.DEFAULT);
  }

  private static int[] repeated(int times, int... bytes) {
    return IntStream.range(0, times * bytes.length).map(i -> bytes[i % bytes.length]).toArray();
  }

  @Test
  void manyProblemsAreCountedAndAHundredListed() throws MidiException {
    byte[] file = smf(track(repeated(200_000, 0, 0xff, 0x51, 0)));
    MidiFile read = read(file);
    assertThat(read.diagnostics()).hasSize(101);
    assertThat(read.diagnostics().get(100))
        .isEqualTo(new Diagnostic(1, 22 + 400, "here and further on, 199,900 problems not listed"));
  }

  @Test
  void millionsOfUnmatchedNoteOffsAreOneProblem() throws MidiException {
    byte[] file = smf(track(ints(new int[] {0, 0x80, 1, 1}, repeated(1_000_000, 0, 1, 1))));
    assertThat(read(file).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("track 1 has 1,000,001 note-offs without a note to end");
  }

  @Test
  void moreThanAMillionNotesAreRefused() {
    byte[] file = smf(track(ints(new int[] {0, 0x90, 1, 1}, repeated(1_000_000, 0, 1, 1))));
    assertThatThrownBy(() -> read(file))
        .hasMessage(
            "a.mid, byte 3000023: the file has more than 1,000,000 notes and changes;"
                + " re-export the file or move it out of the folder");
  }

  @Test
  void aMillionOpenNotesOfOnePitchEndWithTheTrack() throws MidiException {
    byte[] file = smf(track(ints(new int[] {0, 0x90, 1, 1}, repeated(999_999, 1, 1, 1))));
    MidiFile read = read(file);
    assertThat(read.noteCount()).isEqualTo(1_000_000);
    assertThat(read.pieces().get(0).notes().get(0).durationTicks()).isEqualTo(999_999);
  }

  @Test
  void moreThanAMillionProgramChangesAreRefused() {
    byte[] file = smf(track(ints(new int[] {0, 0xc0, 1}, repeated(1_000_000, 0, 1))));
    assertThatThrownBy(() -> read(file)).hasMessageContaining("more than 1,000,000 notes");
  }

  @Test
  void allOf65535TracksAreRead() throws MidiException {
    byte[] tracks = new byte[65_535 * 12];
    byte[] one = track();
    for (int at = 0; at < tracks.length; at += one.length) {
      System.arraycopy(one, 0, tracks, at, one.length);
    }
    MidiFile read = read(join(header(2, 65_535, 480), tracks));
    assertThat(read.pieces()).hasSize(65_535);
    assertThat(read.diagnostics()).isEmpty();
  }

  @Test
  void moreThan65535TracksAreRefused() {
    byte[] tracks = new byte[65_536 * 8];
    for (int at = 0; at < tracks.length; at += 8) {
      System.arraycopy(openTrack(), 0, tracks, at, 8);
    }
    assertThatThrownBy(() -> read(join(header(1, 65_535, 480), tracks)))
        .hasMessageContaining("the file has more than 65,535 tracks");
  }

  @Test
  void tracksThatAllSayTheyAreTheWholeFileAreReadOnce() throws MidiException {
    byte[] one = chunk("MTrk", 0xfffffff0L, repeated(1000, 0, 0x90, 60, 200));
    byte[] file = join(header(1, 5000, 480), new byte[0]);
    byte[] tracks = new byte[5000 * one.length];
    for (int at = 0; at < tracks.length; at += one.length) {
      System.arraycopy(one, 0, tracks, at, one.length);
    }
    assertThat(read(join(file, tracks)).pieces().get(0).tracks()).hasSize(5000);
  }

  @Test
  void joinedFilesWithoutPiecesAreAtMost65535() {
    byte[] one = join(header(2, 0, 480), new byte[1]);
    byte[] many = new byte[4_000_000 * one.length];
    for (int at = 0; at < many.length; at += one.length) {
      System.arraycopy(one, 0, many, at, one.length);
    }
    assertThatThrownBy(() -> read(many)).hasMessageContaining("has more than 65,535 pieces");
  }

  @Test
  void bytesThatAreNotAChunkAreLookedAtOnce() throws MidiException {
    byte[] one = join(header(2, 0, 480), new byte[1]);
    byte[] file = new byte[65_000 * one.length + 60_000_000];
    for (int at = 0; at < 65_000 * one.length; at += one.length) {
      System.arraycopy(one, 0, file, at, one.length);
    }
    assertThat(read(file).pieces()).isEmpty();
  }

  @Test
  void aHeaderThatTheFilesEndCutsOffIsLeftOut() throws MidiException {
    byte[] file = join(smf(track(0, 0x90, 60, 100, 1, 60, 0)), header(0, 1, 480));
    MidiFile read = read(Arrays.copyOf(file, file.length - 2));
    assertThat(read.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("no chunk begins here; 12 bytes left out");
  }

  @Test
  void clockMessagesBeforeDamageCostNoNote() throws MidiException {
    int[] note = {0, 0x90, 60, 100, 1, 60, 0};
    int[] timed = ints(note, repeated(200, 0, 0xf8));
    byte[] file =
        smf(track(ints(repeated(100, timed), note, new int[] {0, 0xf4}, repeated(3000, note))));
    assertThat(read(file).noteCount()).isEqualTo(3101);
  }

  @Test
  void runningStatusAfterLyricsBeforeDamageCostsNoNote() throws MidiException {
    int[] sung = {0, 0xff, 5, 1, 'a', 0, 60, 100, 0, 0xff, 5, 1, 'b', 1, 60, 0};
    int[] note = {0, 0x90, 60, 100, 1, 60, 0};
    byte[] file =
        smf(track(ints(note, repeated(10_000, sung), new int[] {0, 0xf4}, repeated(3000, note))));
    assertThat(read(file).noteCount()).isEqualTo(13_001);
  }

  @Test
  void aNumberThatNeverEndsIsDamage() throws MidiException {
    byte[] file = smf(openTrack(repeated(500_000, 0x80)));
    assertThat(read(file).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "track 1 continues with bytes that are not events; the rest of it is left out");
  }

  @Test
  void lookingAheadEndsSoon() throws MidiException {
    // Each stray message is followed by bytes from which reading might resume, and never may.
    int[] sysex = repeated(2_000_000, 0, 0xf0, 4, 0, 0x90, 1, 1);
    byte[] file = smf(track(ints(sysex, repeated(100, 0xff))));
    assertThat(read(file).noteCount()).isZero();
  }

  @Test
  void timesAddUpBeyond32Bits() throws MidiException {
    int[] longest = {0xff, 0xff, 0xff, 0x7f, 0xb0, 1, 1};
    int[] note = {0, 0x90, 60, 1};
    byte[] file = smf(track(ints(note, repeated(100_000, longest))));
    assertThat(read(file).pieces().get(0).notes().get(0).durationTicks())
        .isEqualTo(100_000L * 0x0fffffff);
  }

  @Test
  void aFileOver64MiBIsRefused() throws IOException {
    Path huge = folder.resolve("huge.mid");
    try (var channel =
        Files.newByteChannel(huge, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.position(MidiReader.MAX_BYTES);
      channel.write(java.nio.ByteBuffer.wrap(new byte[1000]));
    }
    assertThatThrownBy(() -> MidiReader.read(huge))
        .isInstanceOf(MidiException.class)
        .hasMessage(
            huge
                + ", byte 67108864: the file is longer than 64 MiB;"
                + " re-export the file or move it out of the folder");
  }

  @Test
  void aFileOf64MiBIsReadInTime() throws MidiException {
    byte[] file = new byte[MidiReader.MAX_BYTES];
    Arrays.fill(file, (byte) 'M');
    byte[] start = smf(track(0, 0x90, 60, 100, 1, 60, 0));
    System.arraycopy(start, 0, file, 0, start.length);
    assertThat(read(file).noteCount()).isEqualTo(1);
  }

  @Test
  void aMissingFileIsTheFileSystemsError() {
    assertThatThrownBy(() -> MidiReader.read(folder.resolve("none.mid")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFolderIsTheFileSystemsError() {
    assertThatThrownBy(() -> MidiReader.read(folder))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(MidiException.class);
  }

  @Test
  void aFileIsCalledByItsNameAndItsErrorsByItsPath() throws IOException {
    Path good = Files.write(folder.resolve("good.mid"), smf(track()));
    Path bad = Files.write(folder.resolve("bad.mid"), new byte[0]);
    assertThat(MidiReader.read(good).pieces().get(0).name()).isEqualTo("good.mid");
    assertThatThrownBy(() -> MidiReader.read(bad)).hasMessageStartingWith(bad + ", byte 0: ");
  }
}
