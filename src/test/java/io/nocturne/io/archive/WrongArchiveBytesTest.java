package io.nocturne.io.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever bytes an archive has, reading it ends, with files or with an {@link IOException}. */
class WrongArchiveBytesTest {
  private static final long SEED = 20260117;
  private static final int TRIES = 500;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "gnu.tar.gz, a.tar",
    "python.tgz, a.tar",
    "gnu.tar.gz, a.tgz",
    "infozip.zip, a.zip",
    "zip64.zip, a.zip",
    "encrypted.zip, a.zip"
  })
  void wrongBytesAreErrorsInWords(String golden, String name) throws IOException {
    byte[] intact = bytes(golden, name.endsWith(".tar"));
    Random random = new Random(SEED);
    for (int i = 0; i < TRIES; i++) {
      byte[] bytes = intact.clone();
      for (int wrong = random.nextInt(3); wrong >= 0; wrong--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve(name), bytes);
      assertThat(problem(file).orElse("")).as("seed %d, try %d", SEED, i).isNotEqualTo("null");
    }
  }

  /** Reads all files, and returns the message of the first error. */
  private static Optional<String> problem(Path file) {
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      for (var next = archive.next(); next.isPresent(); next = archive.next()) {
        next.get().keep(1000).bytes();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] bytes(String golden, boolean decompressed) throws IOException {
    try (InputStream in = WrongArchiveBytesTest.class.getResourceAsStream(golden)) {
      return (decompressed ? new GZIPInputStream(in) : in).readAllBytes();
    }
  }
}
