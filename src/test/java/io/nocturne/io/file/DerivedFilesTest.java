package io.nocturne.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.io.html.Template;
import io.nocturne.io.xml.Svg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedFilesTest {
  private static final String SVG = "<?xml version=\"1.0\"?><!--nocturne--><svg></svg>";

  @TempDir Path folder;

  @Test
  void mayBeNew() {
    assertThatCode(() -> DerivedFiles.requireOwn(page(), folder.resolve("figures.json")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gallery.html", "report.html"})
  void mayReplaceEveryPageThatNocturneMakes(String template) throws IOException {
    Files.writeString(page(), Template.resource(template));
    Path figures = Files.writeString(folder.resolve("figures.json"), "{}");

    assertThatCode(() -> DerivedFiles.requireOwn(page(), figures)).doesNotThrowAnyException();
  }

  @Test
  void mayReplaceWhatNocturneHasDrawn() throws IOException {
    Path drawing = folder.resolve("drawing.svg");
    Files.write(drawing, new Svg(1, 1, "title", "description").end().toBytes());

    assertThatCode(() -> DerivedFiles.requireOwn(drawing)).doesNotThrowAnyException();
  }

  @Test
  void mayNotReplaceAPageOfSomebodyElse() throws IOException {
    Files.writeString(page(), "<!DOCTYPE html><title>My music</title>");

    assertForeign(page());
  }

  @Test
  void mayNotReplaceAFileBesideAPageThatIsNotThere() throws IOException {
    Path figures = Files.writeString(folder.resolve("figures.json"), "{}");

    assertForeign(figures);
  }

  @Test
  void mayNotReplaceAFolder() throws IOException {
    Files.createDirectory(page());

    assertForeign(page());
  }

  @Test
  void sayWhatTheyAreOf() throws IOException {
    Path drawing =
        Files.write(
            folder.resolve("a.svg"),
            DerivedFiles.marked(SVG.getBytes(StandardCharsets.UTF_8), "2026-01-01T00:00:00Z"));

    assertThat(DerivedFiles.origin(drawing)).contains("2026-01-01T00:00:00Z");
    assertThatCode(() -> DerivedFiles.requireOwn(drawing)).doesNotThrowAnyException();
  }

  private Path page() {
    return folder.resolve("index.html");
  }

  private void assertForeign(Path file) {
    assertThatThrownBy(() -> DerivedFiles.requireOwn(page(), folder.resolve("figures.json")))
        .hasMessage(
            file
                + ": exists and is not known to be nocturne's; move it away or choose another"
                + " place");
  }
}
