package io.nocturne.io.xml;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An SVG document as it is written, from its first element to its last.
 *
 * <p>{@code svg.begin("g").with("fill", "none").empty("rect").with("width", 5).end()} is a group
 * with a rectangle in it. Numbers are rounded to a hundredth of a unit. Characters that XML cannot
 * hold become U+FFFD.
 */
public final class Svg {
  private final StringWriter text = new StringWriter();

  /** A comment before the document that says what made it. */
  private static final String GENERATOR = "nocturne";

  private final XMLStreamWriter xml;
  private boolean inText;

  /**
   * Begins a document that scales to whatever space it is given.
   *
   * @param width of the picture in its own units, above 0
   * @param height likewise
   * @param title what the picture is, read aloud and shown by a pointer that rests on it
   * @param description what there is to see, for who does not see it
   */
  public Svg(double width, double height, String title, String description) {
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException(
          "width and height must be above 0, were " + width + " and " + height);
    }
    xml = writer(text);
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

  private static XMLStreamWriter writer(StringWriter text) {
    try {
      // The JDK's own, whatever else is on the class path.
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeComment(GENERATOR);
      return xml;
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
  }

  /** Begins an element, to which all belongs that follows until its {@link #end}. */
  public Svg begin(String element) {
    return write(
        () -> {
          xml.writeCharacters("\n");
          xml.writeStartElement(element);
          inText = false;
        });
  }

  /** An element without content. */
  public Svg empty(String element) {
    return write(
        () -> {
          xml.writeCharacters("\n");
          xml.writeEmptyElement(element);
          inText = false;
        });
  }

  /** An attribute of the element that was begun just now. */
  public Svg with(String attribute, String value) {
    return write(() -> xml.writeAttribute(attribute, allowed(value)));
  }

  /** An attribute that is a number. */
  public Svg with(String attribute, double value) {
    return with(attribute, number(value));
  }

  /** A text within the element begun last. */
  public Svg text(String content) {
    return write(
        () -> {
          xml.writeCharacters(allowed(content));
          inText = true;
        });
  }

  /** Ends the element begun last. */
  public Svg end() {
    return write(
        () -> {
          if (!inText) { // In a text, a line break would be a blank.
            xml.writeCharacters("\n");
          }
          xml.writeEndElement();
          inText = false;
        });
  }

  /** Ends the document and all elements that are open; nothing can be written after it. */
  public byte[] toBytes() {
    write(
        () -> {
          xml.writeCharacters("\n");
          xml.writeEndDocument();
          xml.close();
        });
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private Svg write(SvgStep part) {
    try {
      part.write();
      return this;
    } catch (XMLStreamException e) {
      // A string writer does not fail, so that only a wrong order of calls does.
      throw new IllegalStateException("no SVG element is open there to be written to", e);
    }
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** The text with what is no character of XML 1.0 (its section 2.2) replaced. */
  private static String allowed(String text) {
    StringBuilder allowed = new StringBuilder(text.length());
    text.codePoints().forEach(c -> allowed.appendCodePoint(isAllowed(c) ? c : 0xfffd));
    return allowed.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }

  @FunctionalInterface
  private interface SvgStep {
    void write() throws XMLStreamException;
  }
}
