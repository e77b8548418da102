package io.nocturne.io.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
  private static final int MAX_BYTES = 1000;
  private static final String LINK = "it is a link; extract the archive to follow it";
  private static final String LONG = "folder/" + "long".repeat(40) + ".mid";

  @TempDir Path folder;

  /** The words in an archive's files, or what is wrong with a file, by name. */
  private static Map<String, String> contents(Path file) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    Map<String, ArchivedFile.KeptFile> kept = new LinkedHashMap<>();
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      for (var next = archive.next(); next.isPresent(); next = archive.next()) {
        ArchivedFile one = next.get();
        contents.put(one.name(), one.problem().orElse(""));
        if (one.problem().isEmpty()) {
          kept.put(one.name(), one.keep(MAX_BYTES));
        }
      }
    }
    for (var one : kept.entrySet()) {
      contents.put(one.getKey(), new String(one.getValue().bytes(), UTF_8));
    }
    return contents;
  }

  private Path golden(String name) throws IOException {
    try (InputStream in = ArchiveReaderTest.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  @Test
  void gnuTarIsReadWithLongNamesAndWithoutLinks() throws IOException {
    assertThat(contents(golden("gnu.tar.gz")))
        .containsExactly(
            entry("a.mid", "one"),
            entry("folder/b.mid", "two"),
            entry(LONG, "three"),
            entry("soft.mid", LINK),
            entry("z-hard.mid", LINK),
            entry("é.mid", "four"));
  }

  @Test
  void pythonsTarIsReadWithItsExtendedHeaders() throws IOException {
    assertThat(contents(golden("python.tgz")))
        .containsExactly(
            entry("a.mid", "one"),
            entry("folder/b.mid", "two"),
            entry(LONG, "three"),
            entry("é.mid", "four"));
  }

  @Test
  void infoZipIsRead() throws IOException {
    assertThat(contents(golden("infozip.zip")))
        .containsExactly(
            entry("a.mid", "one"),
            entry(LONG, "three"),
            entry("folder/b.mid", "two"),
            entry("é.mid", "four"));
  }

  @Test
  void infoZipIsReadWithoutLinks() throws IOException {
    assertThat(contents(golden("links.zip")))
        .containsOnly(
            entry("a.mid", "one"),
            entry("folder/b.mid", "two"),
            entry("folder/c.mid", LINK),
            entry("soft.mid", LINK));
  }

  @Test
  void sixtyFourBitZipIsRead() throws IOException {
    assertThat(contents(golden("zip64.zip")))
        .containsExactly(
            entry("a.mid", "one"), entry("folder/b.mid", "two"), entry("é.mid", "four"));
  }

  /** Of a file of any length, only as much is read as is asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz"})
  void aLongFileIsReadUpToTheMaximum(String name) throws IOException {
    Path archive = write(name, Map.of("a", "x".repeat(5000), "b", "y"));
    assertThat(contents(archive)).containsValues("x".repeat(MAX_BYTES), "y");
  }

  /** As pigz and concatenated archives have them. */
  @Test
  void gzipDataOfSeveralMembersIsReadToItsEnd() throws IOException {
    byte[] tar = Files.readAllBytes(write("a.tar", Map.of("a", "x", "b", "y")));
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (byte[] part : List.of(Arrays.copyOf(tar, 700), Arrays.copyOfRange(tar, 700, tar.length))) {
      try (OutputStream gzip = new GZIPOutputStream(members)) {
        gzip.write(part);
      }
    }
    assertThat(contents(Files.write(folder.resolve("a.tgz"), members.toByteArray())))
        .containsOnlyKeys("a", "b");
  }

  @Test
  void namesOfOldProgramsOnWindowsAreRead() throws IOException {
    Path file = folder.resolve("a.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file), Charset.forName("IBM437"))) {
      zip.putNextEntry(new ZipEntry("Präludien\\a.mid"));
    }
    assertThat(contents(file)).containsOnlyKeys("Präludien/a.mid");
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/a.mid, its path in the archive is absolute",
    "C:\\a.mid, its path in the archive is absolute",
    "../a.mid, its path leads out of the archive",
    "b/..\\..\\a.mid, its path leads out of the archive",
    "a\u001b[2J.mid, its name has control characters",
    "., it has no name"
  })
  void namesThatNoProgramShouldUseAreProblems(String name, String problem) throws IOException {
    assertThat(contents(write("a.zip", Map.of(name, "x"))).values()).containsExactly(problem);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    assertThat(contents(tar(entry)).values()).containsExactly(problem);
  }

  @Test
  void ofTwoFilesOfOneNameTheSecondIsAProblem() throws IOException {
    Path file = tar(new TarArchiveEntry("a.mid"), new TarArchiveEntry("./a.mid"));
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      assertThat(archive.next().orElseThrow().problem()).isEmpty();
      assertThat(archive.next().orElseThrow().problem())
          .contains("the archive has a file of this name before it");
    }
  }

  @Test
  void aDeviceIsAProblem() throws IOException {
    Path file = tar(new TarArchiveEntry("a.mid", TarConstants.LF_CHR));
    assertThat(contents(file)).containsExactly(entry("a.mid", "it is a device or a pipe"));
  }

  @Test
  void anEncryptedFileIsAProblem() throws IOException {
    List<String> problems = new ArrayList<>();
    try (ArchiveReader archive = ArchiveReader.open(golden("encrypted.zip"))) {
      problems.add(archive.next().orElseThrow().problem().orElseThrow());
      assertThatThrownBy(archive::next)
          .hasMessage("its directory cannot be read: invalid CEN header (encrypted entry)");
    }
    assertThat(problems)
        .containsExactly("it is encrypted, or compressed in a way that is not supported");
  }

  /** Python 3.14 and 7-Zip write such files; the library for Zstandard is not here. */
  @Test
  void aFileCompressedByZstandardIsDamage() throws IOException {
    byte[] zip = Files.readAllBytes(golden("infozip.zip"));
    zip[8] = 93; // The method, in the header of the file and in the directory.
    zip[new String(zip, ISO_8859_1).indexOf("PK\001\002") + 10] = 93;
    Path file = Files.write(folder.resolve("zstandard.zip"), zip);
    assertThatThrownBy(() -> contents(file))
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
    Path file = write(name, files);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    List<String> read = new ArrayList<>();
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  Optional<ArchivedFile> next = archive.next();
                  next.orElseThrow().keep(MAX_BYTES);
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
    assertThatThrownBy(() -> contents(file))
        .hasMessage("its data in the archive is damaged (its checksum is wrong)");
  }

  /** Otherwise a tar archive that is truncated between two files would be as good as whole. */
  @Test
  void tarWithoutItsEndIsDamage() throws IOException {
    Path file = write("a.tar", Map.of("a", "x"));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1024));
    assertThatThrownBy(() -> contents(file))
        .hasMessage("it ends without the blocks of zeros that end a tar archive");
  }

  @Test
  void aWrongByteInAHeaderOfTarIsDamage() throws IOException {
    Path file = write("a.tar", Map.of("a", "x"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[0]++;
    Files.write(file, bytes);
    assertThatThrownBy(() -> contents(file)).hasMessage("the checksum of a header is wrong");
  }

  /** The data of an archive is sound only if its checksum, which is at the end, is. */
  @Test
  void aWrongChecksumOfGzipIsDamage() throws IOException {
    Path file = write("a.tgz", Map.of("a", "x"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 8]++;
    Files.write(file, bytes);
    assertThatThrownBy(() -> contents(file)).hasMessageContaining("Corrupt GZIP trailer");
  }

  /** A name of gigabytes would be held in memory. */
  @Test
  void aHeaderWithoutEndIsDamage() throws IOException {
    Path file = tar(longName(1 << 20));
    assertThatThrownBy(() -> contents(file))
        .hasMessage("the header of a file is longer than 262,144 bytes");
  }

  /** Each would be read within the one before it. */
  @Test
  void headersOfHeadersWithoutEndAreDamage() throws IOException {
    TarArchiveEntry[] entries = new TarArchiveEntry[5000];
    Arrays.setAll(entries, i -> longName(0));
    assertThatThrownBy(() -> contents(tar(entries)))
        .hasMessage("the header of a file is longer than 262,144 bytes");
  }

  private static TarArchiveEntry longName(int bytes) {
    TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
    entry.setSize(bytes);
    return entry;
  }

  private Path tar(TarArchiveEntry... entries) throws IOException {
    Path file = folder.resolve("entries.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        tar.write(new byte[(int) entry.getSize()]);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  private Path write(String name, Map<String, String> files) throws IOException {
    Path file = folder.resolve(name);
    OutputStream out = Files.newOutputStream(file);
    if (name.endsWith(".zip")) {
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (var one : files.entrySet()) {
          zip.putNextEntry(new ZipEntry(one.getKey()));
          zip.write(one.getValue().getBytes(UTF_8));
        }
      }
      return file;
    }
    OutputStream data = name.endsWith(".tar") ? out : new GZIPOutputStream(out);
    try (var tar = new TarArchiveOutputStream(data)) {
      for (var one : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(one.getKey());
        entry.setSize(one.getValue().length());
        tar.putArchiveEntry(entry);
        tar.write(one.getValue().getBytes(UTF_8));
        tar.closeArchiveEntry();
      }
    }
    return file;
  }
}
