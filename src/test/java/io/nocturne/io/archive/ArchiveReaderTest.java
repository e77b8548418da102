package io.nocturne.io.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
  private static final String LINK = "it is a link; extract the archive to follow it";
  private static final String LONG = "folder/" + "long".repeat(40) + ".mid";

  @TempDir Path folder;

  private ArchiveFiles files() {
    return new ArchiveFiles(folder);
  }

  @Test
  void gnuTarIsReadWithLongNamesAndWithoutLinks() throws IOException {
    assertThat(ArchiveFiles.contents(files().golden("gnu.tar.gz")))
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
    assertThat(ArchiveFiles.contents(files().golden("python.tgz")))
        .containsExactly(
            entry("a.mid", "one"),
            entry("folder/b.mid", "two"),
            entry(LONG, "three"),
            entry("é.mid", "four"));
  }

  @Test
  void infoZipIsRead() throws IOException {
    assertThat(ArchiveFiles.contents(files().golden("infozip.zip")))
        .containsExactly(
            entry("a.mid", "one"),
            entry(LONG, "three"),
            entry("folder/b.mid", "two"),
            entry("é.mid", "four"));
  }

  @Test
  void infoZipIsReadWithoutLinks() throws IOException {
    assertThat(ArchiveFiles.contents(files().golden("links.zip")))
        .containsOnly(
            entry("a.mid", "one"),
            entry("folder/b.mid", "two"),
            entry("folder/c.mid", LINK),
            entry("soft.mid", LINK));
  }

  @Test
  void sixtyFourBitZipIsRead() throws IOException {
    assertThat(ArchiveFiles.contents(files().golden("zip64.zip")))
        .containsExactly(
            entry("a.mid", "one"), entry("folder/b.mid", "two"), entry("é.mid", "four"));
  }

  /** Of a file of any length, only as much is read as is asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz"})
  void aLongFileIsReadUpToTheMaximum(String name) throws IOException {
    Path archive = files().write(name, Map.of("a", "x".repeat(5000), "b", "y"));
    assertThat(ArchiveFiles.contents(archive))
        .containsValues("x".repeat(ArchiveFiles.MAX_BYTES), "y");
  }

  /** As pigz and concatenated archives have them. */
  @Test
  void gzipDataOfSeveralMembersIsReadToItsEnd() throws IOException {
    byte[] tar = Files.readAllBytes(files().write("a.tar", Map.of("a", "x", "b", "y")));
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (byte[] part : List.of(Arrays.copyOf(tar, 700), Arrays.copyOfRange(tar, 700, tar.length))) {
      try (OutputStream gzip = new GZIPOutputStream(members)) {
        gzip.write(part);
      }
    }
    assertThat(ArchiveFiles.contents(Files.write(folder.resolve("a.tgz"), members.toByteArray())))
        .containsOnlyKeys("a", "b");
  }

  @Test
  void namesOfOldProgramsOnWindowsAreRead() throws IOException {
    Path file = folder.resolve("a.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file), Charset.forName("IBM437"))) {
      zip.putNextEntry(new ZipEntry("Präludien\\a.mid"));
    }
    assertThat(ArchiveFiles.contents(file)).containsOnlyKeys("Präludien/a.mid");
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
    assertThat(ArchiveFiles.contents(files().write("a.zip", Map.of(name, "x"))).values())
        .containsExactly(problem);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    assertThat(ArchiveFiles.contents(files().tar(entry)).values()).containsExactly(problem);
  }

  @Test
  void ofTwoFilesOfOneNameTheSecondIsAProblem() throws IOException {
    Path file = files().tar(new TarArchiveEntry("a.mid"), new TarArchiveEntry("./a.mid"));
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      assertThat(archive.next().orElseThrow().problem()).isEmpty();
      assertThat(archive.next().orElseThrow().problem())
          .contains("the archive has a file of this name before it");
    }
  }

  @Test
  void aDeviceIsAProblem() throws IOException {
    Path file = files().tar(new TarArchiveEntry("a.mid", TarConstants.LF_CHR));
    assertThat(ArchiveFiles.contents(file))
        .containsExactly(entry("a.mid", "it is a device or a pipe"));
  }

  @Test
  void anEncryptedFileIsAProblem() throws IOException {
    List<String> problems = new ArrayList<>();
    try (ArchiveReader archive = ArchiveReader.open(files().golden("encrypted.zip"))) {
      problems.add(archive.next().orElseThrow().problem().orElseThrow());
      assertThatThrownBy(archive::next)
          .hasMessage("its directory cannot be read: invalid CEN header (encrypted entry)");
    }
    assertThat(problems)
        .containsExactly("it is encrypted, or compressed in a way that is not supported");
  }
}
