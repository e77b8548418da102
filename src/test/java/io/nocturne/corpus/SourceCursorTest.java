package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.nocturne.corpus.FileReport.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SourceCursorTest extends PreparationCase {

  @Test
  void aMissingPathIsAnError() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> prepare(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such file or folder; check the path");
  }

  /** A pipe that nobody writes to would be read for ever. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeIsAnErrorAndIsNotOpened() throws Exception {
    Path pipe = folder.resolve("pipe.mid");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> prepare(pipe))
                .hasMessage(pipe + ": is not a regular file; name a file or a folder"));
  }

  @Test
  void whatMacosLeavesInFoldersIsPassedOver() throws IOException {
    Path file = write("a.mid", 60);
    Files.createDirectory(folder.resolve("__MACOSX"));
    byte[] attributes = {0, 5, 0x16, 7};
    Files.write(folder.resolve("._a.mid"), attributes);
    Files.write(folder.resolve("__MACOSX/a.mid"), attributes);
    assertThat(prepare(folder).files())
        .extracting(FileReport::file)
        .containsExactly(file.toString());
  }

  @Test
  void whatMacosLeavesIsReadWhereItIsNamed() throws IOException {
    Path attributes = Files.write(folder.resolve("._a.mid"), new byte[] {0, 5, 0x16, 7});
    assertThatThrownBy(() -> prepare(attributes))
        .hasMessageContaining("this is a file of macOS attributes (AppleDouble)");
  }

  @Test
  void aFolderWithoutMidiFilesIsAnError() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "x");
    assertThatThrownBy(() -> prepare(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder
                + ": no MIDI or MusicXML file (.mid, .midi, .kar, .rmi, .musicxml, .mxl, .xml) in"
                + " this folder or below; check the path");
  }

  @Test
  void aLinkThatLeadsNowhereIsSkipped() throws IOException {
    write("a.mid", 60);
    Files.createSymbolicLink(folder.resolve("b.mid"), folder.resolve("gone"));
    FileReport link = prepare(folder).files().get(1);
    assertThat(link.status()).isEqualTo(Status.SKIPPED);
    assertThat(link.diagnostics().get(0).message()).isEqualTo("it is not a regular file");
  }

  @Test
  void aLinkBackToTheFolderIsSkipped() throws IOException {
    write("a.mid", 60);
    Files.createSymbolicLink(folder.resolve("sub"), folder);
    List<FileReport> files = prepare(folder).files();
    assertThat(statuses(files)).containsExactly(Status.READ, Status.SKIPPED);
    assertThat(files.get(1).diagnostics().get(0).message())
        .isEqualTo("the link leads back to a folder above it");
  }

  /** An empty folder must not be noticed only after hours of reading the folders before it. */
  @Test
  void anEmptyFolderIsAnErrorBeforeTheFirstSource() throws IOException {
    write("a/a.mid", 60);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> SourceCursor.open(List.of(folder.resolve("a"), empty), Exclusion.NONE))
        .hasMessageStartingWith(empty + ": no MIDI or MusicXML file");
  }

  @Test
  void filesAndFoldersComeByNameRegardlessOfCase() throws IOException {
    List<String> names = List.of("a b/x.mid", "a.mid", "a/b/c.mid", "a/Z.mid", "a0.mid", "B.mid");
    for (String name : names) {
      write(name, 60);
    }
    assertThat(names(SourceCursor.open(List.of(folder), Exclusion.NONE))).isEqualTo(names);
  }

  @Test
  void aPatternThatLeavesOutAllFilesIsAnError() throws IOException {
    write("a.mid", 60);
    write("b.mid", 60);
    SourceCursor cursor = SourceCursor.open(List.of(folder), Exclusion.parse("*.mid"));
    assertThatThrownBy(cursor::next)
        .hasMessage("all 2 files are left out by --exclude; use other patterns");
  }

  @Property(tries = 30)
  void skippingLeavesTheSourcesThatFollow(
      @ForAll @IntRange(max = 5) int first, @ForAll @IntRange(max = 5) int second)
      throws IOException {
    List<Path> inputs = List.of(Path.of("embedded"));
    List<String> all = names(SourceCursor.open(inputs, Exclusion.NONE));
    SourceCursor cursor = SourceCursor.open(inputs, Exclusion.NONE);
    cursor.skip(first);
    cursor.skip(second);
    assertThat(names(cursor))
        .isEqualTo(all.subList(Math.min(first + second, all.size()), all.size()));
  }

  private static List<String> names(SourceCursor cursor) throws IOException {
    List<String> names = new ArrayList<>();
    try (cursor) {
      for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
        names.add(next.get().name());
      }
    }
    return names;
  }
}
