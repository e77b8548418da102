package io.nocturne.io.xml;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document as it is written: an element a line, indented. */
public final class XmlWriter {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private int depth;

  /** Begins a document of a type that has a public identifier. */
  public XmlWriter(String doctype) {
    try {
      // The JDK's own, whatever else is on the class path.
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeDTD(doctype);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
  }

  /**
   * Begins an element.
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

  /** Ends the element begun last. */
  public XmlWriter end() {
    return write(
        () -> {
          depth--;
          line();
          xml.writeEndElement();
        });
  }

  /** An element without content. */
  public XmlWriter empty(String element, String... attributes) {
    return write(
        () -> {
          line();
          xml.writeEmptyElement(element);
          attributes(attributes);
        });
  }

  /** An element of text; what XML cannot hold becomes U+FFFD. */
  public XmlWriter leaf(String element, String content, String... attributes) {
    return write(
        () -> {
          line();
          xml.writeStartElement(element);
          attributes(attributes);
          xml.writeCharacters(allowed(content));
          xml.writeEndElement();
        });
  }

  /** An element that is a number. */
  public XmlWriter leaf(String element, long number) {
    return leaf(element, Long.toString(number));
  }

  /** Ends the document. */
  public byte[] toBytes() {
    write(
        () -> {
          xml.writeEndDocument();
          xml.close();
        });
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void attributes(String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private static String allowed(String content) {
    // XML 1.0, section 2.2; surrogates without their half are no characters either.
    return content.replaceAll(
        "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\ufffd");
  }

  private XmlWriter write(XmlStep part) {
    try {
      part.write();
      return this;
    } catch (XMLStreamException e) {
      // A string writer does not fail, so that only a wrong order of calls does.
      throw new IllegalStateException("no XML element is open there to be written to", e);
    }
  }

  @FunctionalInterface
  private interface XmlStep {
    void write() throws XMLStreamException;
  }
}
