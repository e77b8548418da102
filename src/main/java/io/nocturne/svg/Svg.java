package io.nocturne.svg;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An SVG document as it is written, from its first element to its last.
 *
 * <p>Attributes are given in pairs of name and value. Numbers are rounded to a hundredth of a unit,
 * so that equal pictures are equal texts. Characters that XML cannot hold become U+FFFD.
 */
public final class Svg {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

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
    begin(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "width",
        width,
        "height",
        height,
        "role",
        "img",
        "aria-labelledby",
        "title description");
    element("title", title, "id", "title");
    element("desc", description, "id", "description");
  }

  private static XMLStreamWriter writer(StringWriter text) {
    try {
      // The JDK's own, whatever else is on the class path.
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      return xml;
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
  }

  /** Begins an element, to which all belongs that follows until its {@link #end}. */
  public Svg begin(String element, Object... attributes) {
    return write(
        () -> {
          xml.writeStartElement(element);
          write(attributes);
        });
  }

  /** Ends the element begun last. */
  public Svg end() {
    return write(xml::writeEndElement);
  }

  /** An element without content. */
  public Svg empty(String element, Object... attributes) {
    return write(
        () -> {
          xml.writeEmptyElement(element);
          write(attributes);
        });
  }

  /** An element that holds a text and nothing else. */
  public Svg element(String element, String content, Object... attributes) {
    return write(
        () -> {
          xml.writeStartElement(element);
          write(attributes);
          xml.writeCharacters(allowed(content));
          xml.writeEndElement();
        });
  }

  /** Ends the document, all elements with it; nothing can be written after it. */
  public byte[] toBytes() {
    write(
        () -> {
          xml.writeEndDocument();
          xml.close();
        });
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Each element begins a line. */
  private Svg write(Part part) {
    try {
      xml.writeCharacters("\n");
      part.write();
      return this;
    } catch (XMLStreamException e) {
      // A string writer does not fail, so that only a wrong order of calls does.
      throw new IllegalStateException("an SVG element was ended that was not begun", e);
    }
  }

  private void write(Object... attributes) throws XMLStreamException {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException(
          "attributes must be pairs of name and value, were " + attributes.length);
    }
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = Objects.requireNonNull(attributes[i + 1], "attribute value");
      String written =
          value instanceof Double number ? number(number) : allowed(String.valueOf(value));
      xml.writeAttribute((String) attributes[i], written);
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
  private interface Part {
    void write() throws XMLStreamException;
  }
}
