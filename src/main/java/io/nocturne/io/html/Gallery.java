package io.nocturne.io.html;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page to see and hear pieces on, beside whose files it lies. It loads nothing but the sounds,
 * when they are played, runs no script, and follows the reader's choice of light or dark.
 *
 * @param title what the pieces are
 * @param settings how they were made, in order
 * @param items the pieces, in order
 */
public record Gallery(String title, Map<String, String> settings, List<Item> items) {

  /** The format of the file that is played. */
  private static final String SOUND = "wav";

  public Gallery {
    settings = ordered(settings);
    items = List.copyOf(items);
    if (title.isBlank()) {
      throw new IllegalArgumentException("title must not be blank");
    }
  }

  /**
   * A piece.
   *
   * @param name its heading
   * @param facts what there is to know of it, in order
   * @param files names of its files by format; a {@code wav} is played on the page
   * @param svg its picture, an SVG document, which is trusted: it is put into the page as it is
   */
  public record Item(
      String name, Map<String, String> facts, Map<String, String> files, String svg) {
    public Item {
      facts = ordered(facts);
      files = ordered(files);
      if (!svg.contains("<svg")) {
        throw new IllegalArgumentException("svg must be an SVG document, was " + svg);
      }
    }
  }

  /** Returns the page: one HTML document. */
  public String html() {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      shown.add(item(items.get(i), i + 1));
    }
    return Template.filled(
        "gallery.html",
        Map.of(
            "title",
            title,
            "style",
            Template.resource("report.css") + Template.resource("gallery.css"),
            "settings",
            Template.pairs(settings),
            "items",
            shown));
  }

  private static Map<String, Object> item(Item item, int number) {
    return Map.of(
        "number", number,
        "name", item.name(),
        "facts", Template.pairs(item.facts()),
        "files", links(item.files()),
        "sounds", links(item.files()).stream().filter(f -> f.get("name").equals(SOUND)).toList(),
        "svg", Template.inline(item.svg(), number));
  }

  private static List<Map<String, String>> links(Map<String, String> files) {
    return files.entrySet().stream()
        .map(file -> Map.of("name", file.getKey(), "link", link(file.getValue())))
        .toList();
  }

  /**
   * Returns a file's name as a relative address, which a colon in it does not make an absolute one.
   */
  private static String link(String file) {
    return "./" + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, String> ordered(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
