package io.nocturne.io.xml;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes an SVG document, from its first element to its last.
 *
 * <p>{@code svg.begin("g").with("fill", "none").empty("rect").with("width", 5).end()} is a group
 * with a rectangle in it. Numbers are rounded to a hundredth of a unit. Characters that XML does
 * not allow become U+FFFD.
 */
public final class Svg {
  /** A comment before the document that says what made it. */
  private static final String GENERATOR = "nocturne";

  private final XmlWriter xml = XmlWriter.withComment(GENERATOR);

  /**
   * Starts a document that scales to whatever space it is given.
   *
   * @param width the width of the picture in its own units, above 0
   * @param height the height of the picture in the same units, above 0
   * @param title what the picture is, read aloud and shown by a pointer that rests on it
   * @param description what there is to see, for those who do not see it
   */
  public Svg(double width, double height, String title, String description) {
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException(
          "width and height must be above 0, were " + width + " and " + height);
    }
    begin("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", "0 0 " + number(width) + " " + number(height))
        .with("width", width)
        .with("height", height)
        .with("role", "img")
        .with("aria-labelledby", "title description");
    begin("title").with("id", "title").text(title).end();
    begin("desc").with("id", "description").text(description).end();
  }

  /** Starts an element; it contains all that follows until its {@link #end}. */
  public Svg begin(String element) {
    xml.begin(element);
    return this;
  }

  /** Writes an element without content. */
  public Svg empty(String element) {
    xml.empty(element);
    return this;
  }

  /** Adds an attribute to the element that was started just now. */
  public Svg with(String attribute, String value) {
    xml.with(attribute, value);
    return this;
  }

  /** Adds an attribute that is a number to the element that was started just now. */
  public Svg with(String attribute, double value) {
    return with(attribute, number(value));
  }

  /** Adds a text to the element started last. */
  public Svg text(String content) {
    xml.text(content);
    return this;
  }

  /** Ends the element started last. */
  public Svg end() {
    xml.end();
    return this;
  }

  /** Ends the document and all elements that are open; nothing can be written after it. */
  public byte[] toBytes() {
    return xml.toBytes();
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
