package io.nocturne.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  /** The page: one HTML document. */
  public String html() {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      shown.add(item(items.get(i), i + 1));
    }
    return Mustache.compiler()
        .escapeHTML(true)
        .compile(resource("gallery.html"))
        .execute(
            Map.of(
                "title",
                title,
                "style",
                resource("report.css") + resource("gallery.css"),
                "settings",
                pairs(settings),
                "items",
                shown));
  }

  private static Map<String, Object> item(Item item, int number) {
    return Map.of(
        "number", number,
        "name", item.name(),
        "facts", pairs(item.facts()),
        "files", links(item.files()),
        "sounds", links(item.files()).stream().filter(f -> f.get("name").equals(SOUND)).toList(),
        "svg", inline(item.svg(), number));
  }

  private static List<Map<String, String>> pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> Map.of("name", entry.getKey(), "value", entry.getValue()))
        .toList();
  }

  private static List<Map<String, String>> links(Map<String, String> files) {
    return files.entrySet().stream()
        .map(file -> Map.of("name", file.getKey(), "link", link(file.getValue())))
        .toList();
  }

  /** A file's name as a relative address, which a colon in it does not make an absolute one. */
  private static String link(String file) {
    return "./" + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the XML declaration, and with identifiers that no other picture of the page has. */
  private static String inline(String svg, int number) {
    return svg.substring(svg.indexOf("<svg"))
        .replace("\"title description\"", "\"title-%1$d description-%1$d\"".formatted(number))
        .replace(" id=\"title\"", " id=\"title-" + number + "\"")
        .replace(" id=\"description\"", " id=\"description-" + number + "\"");
  }

  private static Map<String, String> ordered(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static String resource(String name) {
    try (InputStream in = Gallery.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // The resource is part of the program.
    }
  }
}
