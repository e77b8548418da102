package io.nocturne.musicxml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An element of the document, with all that is in it.
 *
 * @param text its own, without that of its children
 */
record Element(String name, Map<String, String> attributes, String text, List<Element> children) {

  /** Decimals of XML Schema alone: Java would take "1f", "0x1p3" and "NaN" too. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d{1,15}(?:\\.\\d{0,15})?|\\.\\d{1,15})");

  /** Returns the first child of a name. */
  Optional<Element> child(String wanted) {
    for (Element child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  Stream<Element> all(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted));
  }

  boolean has(String wanted) {
    return child(wanted).isPresent();
  }

  /** Returns the text of the first child of a name; empty if there is none. */
  String text(String wanted) {
    return child(wanted).map(Element::text).orElse("");
  }

  /** Returns an attribute; empty if it is not there. */
  String attribute(String wanted) {
    return attributes.getOrDefault(wanted, "");
  }

  /** Returns the text of the first child of a name as a number; NaN if it is not one. */
  double number(String wanted) {
    return number(wanted, Double.NaN);
  }

  /**
   * Returns the text of the first child of a name as a number; NaN if it is not one, the default if
   * there is no such child.
   */
  double number(String wanted, double otherwise) {
    return child(wanted).map(child -> parsed(child.text, Double.NaN)).orElse(otherwise);
  }

  /** Returns an attribute as a number; NaN if it is not one. */
  double attributeNumber(String wanted) {
    return parsed(attribute(wanted), Double.NaN);
  }

  static double parsed(String text, double otherwise) {
    return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : otherwise;
  }
}
