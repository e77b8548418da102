package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.header;
import static io.nocturne.midi.MidiBytes.join;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.midi.MidiFile.Diagnostic;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Division;
import io.nocturne.music.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several MIDI files that were joined to one. The limit is there to catch a hang. */
@Timeout(120)
class JoinedFilesTest {

  private static final byte[] C4 = track(0, 0x90, 60, 100, 96, 0x80, 60, 64);
  private static final byte[] D4 = track(0, 0x90, 62, 100, 48, 0x80, 62, 64);
  private static final byte[] TWO = join(smf(0, 480, C4), smf(1, 96, D4, C4));

  private static MidiFile read(byte[] file) throws MidiException {
    return MidiReader.read(file, "a.mid", ReadOptions.DEFAULT);
  }

  @Test
  void areAPieceEach() throws MidiException {
    assertThat(read(TWO).pieces()).extracting(Piece::noteCount).containsExactly(1, 2);
  }

  @Test
  void areNumberedByTheirPlace() throws MidiException {
    assertThat(read(TWO).pieces()).extracting(Piece::name).containsExactly("a.mid#1", "a.mid#2");
  }

  @Test
  void keepTheirDivisions() throws MidiException {
    assertThat(read(TWO).pieces())
        .extracting(Piece::division)
        .containsExactly(new Division.Metrical(480), new Division.Metrical(96));
  }

  @Test
  void areReportedWhereTheNextBegins() throws MidiException {
    assertThat(read(TWO).diagnostics())
        .containsExactly(
            new Diagnostic(0, 34, "another MIDI file begins here; it is read as a further piece"));
  }

  @Test
  void areFoundAfterATrackThatIsTooLong() throws MidiException {
    byte[] file = join(smf(0, 480, C4), smf(0, 480, D4));
    file[21] = (byte) (file[21] + 9);
    assertThat(read(file).pieces()).extracting(Piece::noteCount).containsExactly(1, 1);
  }

  @Test
  void areFoundWithinATrackThatSaysItIsTheWholeFile() throws MidiException {
    byte[] second = smf(0, 480, D4);
    byte[] file = join(smf(0, 480, C4), second);
    file[21] = (byte) (file[21] + second.length);
    assertThat(read(file).pieces()).extracting(Piece::noteCount).containsExactly(1, 1);
  }

  @Test
  void areFoundAfterBytesThatAreNotAChunk() throws MidiException {
    byte[] file = join(smf(0, 480, C4), new byte[9], smf(0, 480, D4));
    assertThat(read(file).pieces()).extracting(Piece::noteCount).containsExactly(1, 1);
  }

  @Test
  void areAtMost65535() {
    byte[] one = header(0, 0, 480);
    byte[] many = new byte[65_536 * one.length];
    for (int at = 0; at < many.length; at += one.length) {
      System.arraycopy(one, 0, many, at, one.length);
    }
    assertThatThrownBy(() -> read(many)).hasMessageContaining("has more than 65,535 pieces");
  }
}
