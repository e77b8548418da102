package io.nocturne.io.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of damaged archives, and what is said of the damage. */
class ArchiveDamageTest {
  @TempDir Path folder;

  private ArchiveFiles files() {
    return new ArchiveFiles(folder);
  }

  /** Python 3.14 and 7-Zip write such files; the library for Zstandard is not here. */
  @Test
  void aFileCompressedByZstandardIsDamage() throws IOException {
    byte[] zip = Files.readAllBytes(files().golden("infozip.zip"));
    zip[8] = 93; // The method, in the header of the file and in the directory.
    zip[new String(zip, ISO_8859_1).indexOf("PK\001\002") + 10] = 93;
    Path file = Files.write(folder.resolve("zstandard.zip"), zip);
    assertThatThrownBy(() -> ArchiveFiles.contents(file))
        .hasMessage(
            "its directory cannot be read: invalid CEN header (bad compression method: 93)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz"})
  void whatComesBeforeTheEndOfATruncatedArchiveIsRead(String name) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      files.put("%02d.mid".formatted(i), "content".repeat(i));
    }
    Path file = files().write(name, files);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    List<String> read = new ArrayList<>();
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  Optional<ArchivedFile> next = archive.next();
                  next.orElseThrow().keep(ArchiveFiles.MAX_BYTES);
                  read.add(next.get().name());
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(read)
        .hasSizeBetween(5, 45)
        .isEqualTo(List.copyOf(files.keySet()).subList(0, read.size()));
  }

  @Test
  void aWrongByteInAZippedFileIsDamageOfThatFile() throws IOException {
    Path file = folder.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("a"));
      zip.write("the words".getBytes(UTF_8));
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[new String(bytes, 0, 100, ISO_8859_1).indexOf("words")]++;
    Files.write(file, bytes);
    assertThatThrownBy(() -> ArchiveFiles.contents(file))
        .hasMessage("its data in the archive is damaged (its checksum is wrong)");
  }

  /** Otherwise a tar archive that is truncated between two files would be as good as whole. */
  @Test
  void tarWithoutItsEndIsDamage() throws IOException {
    Path file = files().write("a.tar", Map.of("a", "x"));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1024));
    assertThatThrownBy(() -> ArchiveFiles.contents(file))
        .hasMessage("it ends without the blocks of zeros that end a tar archive");
  }

  @Test
  void aWrongByteInAHeaderOfTarIsDamage() throws IOException {
    Path file = files().write("a.tar", Map.of("a", "x"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[0]++;
    Files.write(file, bytes);
    assertThatThrownBy(() -> ArchiveFiles.contents(file))
        .hasMessage("the checksum of a header is wrong");
  }

  /** The data of an archive is sound only if its checksum, which is at the end, is. */
  @Test
  void aWrongChecksumOfGzipIsDamage() throws IOException {
    Path file = files().write("a.tgz", Map.of("a", "x"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 8]++;
    Files.write(file, bytes);
    assertThatThrownBy(() -> ArchiveFiles.contents(file))
        .hasMessageContaining("Corrupt GZIP trailer");
  }

  /** A name of gigabytes would be held in memory. */
  @Test
  void aHeaderWithoutEndIsDamage() throws IOException {
    Path file = files().tar(longName(1 << 20));
    assertThatThrownBy(() -> ArchiveFiles.contents(file))
        .hasMessage("the header of a file is longer than 262,144 bytes");
  }

  /** Each would be read within the one before it. */
  @Test
  void headersOfHeadersWithoutEndAreDamage() throws IOException {
    TarArchiveEntry[] entries = new TarArchiveEntry[5000];
    Arrays.setAll(entries, i -> longName(0));
    assertThatThrownBy(() -> ArchiveFiles.contents(files().tar(entries)))
        .hasMessage("the header of a file is longer than 262,144 bytes");
  }

  private static TarArchiveEntry longName(int bytes) {
    TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
    entry.setSize(bytes);
    return entry;
  }
}
