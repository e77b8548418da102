package io.nocturne.io.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.io.archive.ArchivedFile.KeptFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** An input's first byte chooses the format; the rest is the archive. */
@Timeout(300)
class ArchiveReaderFuzzTest {
  private static final List<String> NAMES = List.of("a.zip", "a.tar", "a.tar.gz");
  private static final int MAX_BYTES = 1000;

  @TempDir private static Path folder;

  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String name : List.of("infozip.zip", "zip64.zip", "encrypted.zip")) {
      seeds.add(seed(0, golden(name)));
    }
    for (String name : List.of("gnu.tar.gz", "python.tgz")) {
      byte[] compressed = golden(name);
      seeds.add(seed(1, decompressed(compressed)));
      seeds.add(seed(2, compressed));
    }
    // Without the directory at its end, a ZIP archive is read in order.
    byte[] zip = golden("infozip.zip");
    seeds.add(seed(0, Arrays.copyOf(zip, zip.length - 30)));
    return seeds.stream();
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = ArchiveReaderFuzzTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] decompressed(byte[] gzip) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
  }

  private static byte[] seed(int format, byte[] archive) {
    return ByteBuffer.allocate(archive.length + 1).put((byte) format).put(archive).array();
  }

  @MethodSource("seeds")
  @FuzzTest
  void anArchiveIsReadOrRefusedInWords(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    String name = NAMES.get(Math.floorMod(input[0], NAMES.size()));
    Path file = Files.write(folder.resolve(name), Arrays.copyOfRange(input, 1, input.length));
    List<KeptFile> kept = new ArrayList<>();
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      keepAll(archive, kept);
    } catch (IOException e) {
      assertInWords(e);
    }
    for (KeptFile one : kept) {
      try {
        assertThat(one.bytes()).hasSizeLessThanOrEqualTo(MAX_BYTES);
      } catch (IOException e) {
        assertInWords(e);
      }
    }
  }

  /** Requires names that lead to no other place, each once. */
  private static void keepAll(ArchiveReader archive, List<KeptFile> kept) throws IOException {
    Set<String> names = new HashSet<>();
    for (var next = archive.next(); next.isPresent(); next = archive.next()) {
      ArchivedFile file = next.get();
      if (file.problem().isPresent()) {
        assertThat(file.problem().get()).isNotBlank();
        continue;
      }
      assertThat(names.add(file.name())).as(file.name()).isTrue();
      assertThat(file.name().split("/", -1)).doesNotContain("", ".", "..");
      kept.add(file.keep(MAX_BYTES));
    }
  }

  private static void assertInWords(IOException failure) {
    assertThat(failure.getMessage()).isNotBlank().isNotEqualTo("null").doesNotContain("\n");
  }
}
