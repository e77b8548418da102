package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.FileReport.FileDiagnostic;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.Preparation.PrepareListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveSourcesTest extends PreparationCase {
  private Path music;

  @BeforeEach
  void writeMusic() throws IOException {
    write("music/a.mid", 60, 62);
    write("music/b/c.mid", 64);
    write("music/b/d.MIDI", 65, 66);
    write("music/e.kar", 67);
    Files.writeString(folder.resolve("music/readme.txt"), "text");
    music = folder.resolve("music");
  }

  /** Names, contents and order are those of the folder. */
  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz", "A.TGZ"})
  void theArchiveOfAFolderGivesTheCorpusOfTheFolder(String name) throws IOException {
    assertThat(corpus(archive(name))).isEqualTo(corpus(music));
  }

  private byte[] corpus(Path input) throws IOException {
    Path out = folder.resolve("corpus");
    Preparation.prepare(PrepareSpec.of(List.of(input)), out, PrepareListener.NONE);
    return Files.readAllBytes(out.resolve("corpus.tfrecord"));
  }

  @Test
  void anArchiveInAFolderIsReadAsAFolderInItsPlace() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("set"));
    Files.move(archive("x.zip"), inside.resolve("x.zip"));
    Files.copy(music.resolve("a.mid"), inside.resolve("y.mid"));
    assertThat(names(inside, Exclusion.NONE))
        .containsExactly("x.zip/a.mid", "x.zip/b/c.mid", "x.zip/b/d.MIDI", "x.zip/e.kar", "y.mid");
    assertThat(prepare(inside).files().get(4).diagnostics())
        .containsExactly(FileDiagnostic.ofFile("same bytes as " + inside + "/x.zip/a.mid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"music", "a.zip", "a.tar.gz"})
  void filesAreLeftOutByTheirPaths(String input) throws IOException {
    Path path = input.equals("music") ? music : archive(input);
    Exclusion exclusion = Exclusion.parse("b/c*,*.kar");
    assertThat(names(path, exclusion)).containsExactly("a.mid", "b/d.MIDI");
    try (SourceCursor cursor = SourceCursor.open(List.of(path), exclusion)) {
      cursor.skip(Long.MAX_VALUE);
      assertThat(cursor.excluded()).isEqualTo(2);
    }
  }

  @Test
  void howManyFilesWereLeftOutIsInTheReport() throws IOException {
    PrepareSpec all = PrepareSpec.of(List.of(music));
    var spec =
        new PrepareSpec(
            all.inputs(),
            Exclusion.parse("b/**"),
            all.tokenizer(),
            all.preprocessing(),
            all.groups(),
            all.readOptions(),
            1,
            1);
    Path out = folder.resolve("corpus");
    Preparation.prepare(spec, out, PrepareListener.NONE);
    FileTotals totals = CorpusFolder.readReport(out).files();
    assertThat(totals.excluded()).isEqualTo(2);
    assertThat(totals.files()).isEqualTo(2);
  }

  /** Blocks bound what is in memory, or sent, by what sources say. */
  @Test
  void sourcesOfArchivesSayHowManyBytesTheyHave() throws IOException {
    long length = Files.size(music.resolve("a.mid"));
    assertThat(first(archive("a.tar")).content().sentBytes()).isEqualTo(length);
    assertThat(first(archive("a.zip")).content().sentBytes()).isEqualTo(length);
  }

  private static MidiSource first(Path archive) throws IOException {
    try (SourceCursor cursor = SourceCursor.open(List.of(archive), Exclusion.NONE)) {
      return cursor.next().orElseThrow();
    }
  }

  @Test
  void anArchiveInAnArchiveIsSkippedWithAReason() throws IOException {
    Files.move(archive("inner.zip"), music.resolve("inner.zip"));
    FileReport inner = prepare(archive("a.tar")).files().get(4);
    assertThat(inner.file()).isEqualTo(folder + "/a.tar/inner.zip");
    assertThat(inner.diagnostics())
        .containsExactly(
            FileDiagnostic.ofFile("it is an archive in an archive; extract one of them"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz"})
  void aDamagedArchiveIsReadUpToTheDamageAndReported(String name) throws IOException {
    for (int i = 0; i < 30; i++) {
      write("music/c/" + i + ".mid", 60 + i, 60 - i);
    }
    Path archive = archive(name);
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
    List<FileReport> files = prepare(archive).files();
    assertThat(files.get(0).status()).isEqualTo(Status.READ);
    FileReport last = files.get(files.size() - 1);
    assertThat(last.file()).isEqualTo(archive.toString());
    assertThat(last.diagnostics().get(0).message())
        .startsWith("the archive is damaged: ")
        .contains("; it was read up to ");
  }

  @Test
  void whatIsNoArchiveIsAnErrorWhereItIsNamed() throws IOException {
    Path page = Files.writeString(folder.resolve("a.tar.gz"), "<html>not found</html>");
    assertThatThrownBy(() -> prepare(page))
        .hasMessage(page + ": the archive is damaged: Not in GZIP format; give another file");
  }

  @Test
  void anArchiveWithoutMusicIsAnError() throws IOException {
    Path text = Files.createDirectory(folder.resolve("text"));
    Files.writeString(text.resolve("a.txt"), "text");
    Path archive = folder.resolve("a.zip");
    write(archive, text);
    assertThatThrownBy(() -> prepare(archive))
        .hasMessageStartingWith(archive + ": no MIDI or MusicXML file")
        .hasMessageEndingWith("in this archive; check the path");
  }

  @Test
  void whatMacosLeavesInArchivesIsPassedOver() throws IOException {
    write("music/__MACOSX/a.mid", 1);
    write("music/b/._c.mid", 1);
    assertThat(names(archive("a.zip"), Exclusion.NONE))
        .containsExactly("a.mid", "b/c.mid", "b/d.MIDI", "e.kar");
  }

  private static List<String> names(Path input, Exclusion exclusion) throws IOException {
    List<String> names = new ArrayList<>();
    try (SourceCursor cursor = SourceCursor.open(List.of(input), exclusion)) {
      for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
        names.add(next.get().name());
      }
    }
    return names;
  }

  private Path archive(String name) throws IOException {
    Path archive = folder.resolve(name);
    write(archive, music);
    return archive;
  }

  /** Archives the files of a folder by name. */
  private static void write(Path archive, Path content) throws IOException {
    List<Path> files;
    try (var found = Files.walk(content)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    OutputStream out = Files.newOutputStream(archive);
    if (archive.toString().endsWith(".zip")) {
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Path file : files) {
          zip.putNextEntry(new ZipEntry(name(content, file)));
          Files.copy(file, zip);
        }
      }
      return;
    }
    OutputStream data = archive.toString().endsWith(".tar") ? out : new GZIPOutputStream(out);
    try (var tar = new TarArchiveOutputStream(data)) {
      for (Path file : files) {
        tar.putArchiveEntry(new TarArchiveEntry(file, name(content, file)));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
    }
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
