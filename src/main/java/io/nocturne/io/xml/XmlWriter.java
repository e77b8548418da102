package io.nocturne.io.xml;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an XML document with one element per line.
 *
 * <p>Characters that XML 1.0 does not allow become U+FFFD in texts and attributes.
 */
public final class XmlWriter {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private final String indent;
  private int depth;
  private boolean inText;

  private XmlWriter(String indent) {
    this.indent = indent;
    try {
      // The JDK's own, whatever else is on the class path.
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
  }

  /** Starts an indented document of a type that has a public identifier. */
  public static XmlWriter ofType(String doctype) {
    XmlWriter writer = new XmlWriter("  ");
    return writer.write(
        () -> {
          writer.line();
          writer.xml.writeDTD(doctype);
        });
  }

  /** Starts a document without indentation, after a comment. */
  static XmlWriter withComment(String comment) {
    XmlWriter writer = new XmlWriter("");
    return writer.write(() -> writer.xml.writeComment(comment));
  }

  /**
   * Starts an element.
   *
   * @param attributes names and values by turns
   */
  public XmlWriter begin(String element, String... attributes) {
    return write(
        () -> {
          line();
          xml.writeStartElement(element);
          attributes(attributes);
          depth++;
        });
  }

  /** Adds an attribute to the element that was started just now. */
  XmlWriter with(String attribute, String value) {
    return write(() -> attributes(attribute, value));
  }

  /** Adds a text to the element started last. */
  XmlWriter text(String content) {
    return write(
        () -> {
          xml.writeCharacters(allowed(content));
          inText = true;
        });
  }

  /** Ends the element started last. */
  public XmlWriter end() {
    if (depth == 0) {
      throw new IllegalStateException("there is no open XML element to end");
    }
    return write(
        () -> {
          depth--;
          if (!inText) { // In a text, a line break would be a blank.
            line();
          }
          xml.writeEndElement();
          inText = false;
        });
  }

  /** Writes an element without content. */
  public XmlWriter empty(String element, String... attributes) {
    return write(
        () -> {
          line();
          xml.writeEmptyElement(element);
          attributes(attributes);
        });
  }

  /** Writes an element that holds a text. */
  public XmlWriter leaf(String element, String content, String... attributes) {
    return begin(element, attributes).text(content).end();
  }

  /** Writes an element that holds a number. */
  public XmlWriter leaf(String element, long number) {
    return leaf(element, Long.toString(number));
  }

  /** Ends the document and all elements that are open; nothing can be written after it. */
  public byte[] toBytes() {
    while (depth > 0) {
      end();
    }
    write(
        () -> {
          xml.writeEndDocument();
          xml.close();
        });
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void attributes(String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i], allowed(namesAndValues[i + 1]));
    }
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n" + indent.repeat(depth));
    inText = false;
  }

  private static String allowed(String content) {
    // XML 1.0, section 2.2; a surrogate without its other half is not a character either.
    return content.replaceAll(
        "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\ufffd");
  }

  private XmlWriter write(XmlStep part) {
    try {
      part.write();
      return this;
    } catch (XMLStreamException e) {
      // A string writer does not fail, so that only a wrong order of calls does.
      throw new IllegalStateException("there is no open XML element to write to", e);
    }
  }

  @FunctionalInterface
  private interface XmlStep {
    void write() throws XMLStreamException;
  }
}
