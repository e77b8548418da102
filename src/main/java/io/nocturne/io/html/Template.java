package io.nocturne.io.html;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The templates of pages, and what they are filled with. */
public final class Template {
  private Template() {}

  /**
   * Returns a template with its names replaced; text becomes text, whatever it holds.
   *
   * @param name of a resource of the program
   */
  public static String filled(String name, Map<String, Object> values) {
    return Mustache.compiler()
        .escapeHTML(true)
        .withLoader(part -> new StringReader(resource(part)))
        .compile(resource(name))
        .execute(values);
  }

  /** Returns the text of a file of the program. */
  public static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // The resource is part of the program.
    }
  }

  /** Returns a style sheet of the program, after the colors of all pages with controls. */
  public static String stylesheet(String name) {
    return resource("controls.css") + resource(name);
  }

  static List<Map<String, String>> pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> Map.of("name", entry.getKey(), "value", entry.getValue()))
        .toList();
  }

  /**
   * Returns an SVG document to stand in a page: without the XML declaration, and with identifiers
   * that no other picture of the page has.
   */
  static String inline(String svg, int number) {
    return svg.substring(svg.indexOf("<svg"))
        .replace("\"title description\"", "\"title-%1$d description-%1$d\"".formatted(number))
        .replace(" id=\"title\"", " id=\"title-" + number + "\"")
        .replace(" id=\"description\"", " id=\"description-" + number + "\"");
  }
}
