package io.nocturne.io.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.io.html.Gallery.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GalleryTest {
  private static final String SVG =
      "<?xml version=\"1.0\"?>\n<svg aria-labelledby=\"title description\">"
          + "<title id=\"title\">a</title><desc id=\"description\">b</desc></svg>";

  @Test
  void tellsTitleSettingsAndFacts() {
    assertThat(page(item("first", Map.of())))
        .contains("<h1>two pieces</h1>")
        .contains("<dt>seed</dt><dd>7</dd>")
        .contains("<h2 id=\"piece-1\">first</h2>")
        .contains("<dt>notes</dt><dd>12</dd>");
  }

  @Test
  void playsTheSoundAndLinksToEachFile() {
    assertThat(page(item("first", Map.of("wav", "a-1.wav"))))
        .contains("src=\"./a-1.wav\"")
        .contains("<a href=\"./a-1.wav\" download>wav");
  }

  @Test
  void hasNoPlayerWithoutASound() {
    assertThat(page(item("first", Map.of("mid", "a-1.mid")))).doesNotContain("<audio");
  }

  @Test
  void linksToFilesOfAnyName() {
    assertThat(page(item("first", Map.of("wav", "a b#1\"%:\u00e9.wav"))))
        .contains("src=\"./a%20b%231%22%25%3A%C3%A9.wav\"");
  }

  @Test
  void givesEachPictureIdentifiersOfItsOwn() {
    assertThat(page(item("first", Map.of()), item("second", Map.of())))
        .containsOnlyOnce("id=\"title-1\"")
        .containsOnlyOnce("id=\"title-2\"")
        .contains("aria-labelledby=\"title-2 description-2\"")
        .doesNotContain("id=\"title\"", "<?xml");
  }

  @Test
  void takesTextForTextWhateverItHolds() {
    assertThat(page(item("<script>alert(1)</script>", Map.of()))).doesNotContain("<script");
  }

  @Test
  void loadsNothingFromElsewhere() {
    assertThat(page(item("first", Map.of("wav", "a.wav"))))
        .doesNotContain("http:", "https:", "src=\"//");
  }

  @Test
  void refusesAPictureThatIsNone() {
    assertThatThrownBy(() -> new Item("first", Map.of(), Map.of(), "a picture"))
        .hasMessage("svg must be an SVG document, was a picture");
  }

  private static Item item(String name, Map<String, String> files) {
    return new Item(name, Map.of("notes", "12"), files, SVG);
  }

  private static String page(Item... items) {
    return new Gallery("two pieces", Map.of("seed", "7"), List.of(items)).html();
  }
}
