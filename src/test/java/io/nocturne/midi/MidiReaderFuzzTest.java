package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.ints;
import static io.nocturne.midi.MidiBytes.join;
import static io.nocturne.midi.MidiBytes.meta;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.fuzz.HostileInput;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
class MidiReaderFuzzTest {
  private static final Path FILE = Path.of("folder/a.mid");

  static Stream<byte[]> seeds() throws IOException {
    byte[] timed =
        track(
            ints(
                meta(0x51, 7, 0xa1, 0x20),
                meta(0x58, 3, 2, 24, 8),
                meta(0x59, 0xfd, 1),
                meta(0x21, 1),
                new int[] {0, 0xb0, 64, 127, 0, 0xc0, 5, 0, 0x90, 60, 90, 96, 60, 0}));
    byte[] plain = smf(track(0, 0x90, 60, 100, 0x83, 0x60, 0x80, 60, 0));
    return Stream.of(
        Files.readAllBytes(Path.of("src/test/resources/io/nocturne/cli/tune-c-major.mid")),
        Files.readAllBytes(
            Path.of("src/test/resources/io/nocturne/token/repeated-notes-played.mid")),
        smf(timed, timed),
        smf(2, 0xe728, timed, timed),
        join(plain, plain));
  }

  @MethodSource("seeds")
  @FuzzTest
  void aMidiFileIsReadOrRefused(byte[] bytes) {
    read(bytes, Strictness.STRICT);
    read(bytes, Strictness.LENIENT).ifPresent(file -> file.pieces().forEach(this::writeAndRead));
  }

  private static Optional<MidiFile> read(byte[] bytes, Strictness strictness) {
    return HostileInput.read(
        FILE, () -> MidiReader.read(bytes, "a.mid", FILE.toString(), new ReadOptions(strictness)));
  }

  private void writeAndRead(Piece piece) {
    byte[] written;
    try {
      written = MidiWriter.write(piece, 1);
    } catch (IllegalArgumentException longerThanAMidiFileHolds) {
      return;
    }
    Piece again = read(written, Strictness.STRICT).orElseThrow().pieces().get(0);
    assertThat(again.notes()).containsExactlyInAnyOrderElementsOf(piece.notes());
    assertThat(again.tempos()).isEqualTo(piece.tempos());
    assertThat(again.timeSignatures()).isEqualTo(piece.timeSignatures());
    assertThat(again.keySignatures()).isEqualTo(piece.keySignatures());
  }
}
