package io.nocturne.musicxml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Steps through the tags of a document. Document types and their entities are not read, so no file
 * can make it open another, or grow; what is held at once is limited.
 */
final class XmlCursor {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 10_000;
  private static final int MAX_TEXT = 1_000;

  private final XMLStreamReader reader;
  private final Findings findings;
  private int depth;
  private int elements;

  XmlCursor(String document, Findings findings) throws ScoreException {
    this.findings = findings;
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Prefixes such as that of xlink:href may be undeclared.
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    try {
      reader = factory.createXMLStreamReader(new StringReader(document));
    } catch (XMLStreamException e) {
      throw invalid(e);
    }
  }

  /** Moves to the next start or end of an element; returns false at the document's end. */
  boolean next() throws ScoreException {
    while (true) {
      int event = step();
      if (event == XMLStreamConstants.END_DOCUMENT) {
        return false;
      }
      if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
        return true;
      }
    }
  }

  private int step() throws ScoreException {
    int event;
    try {
      event = reader.next();
    } catch (XMLStreamException e) {
      throw invalid(e);
    }
    findings.atLine(reader.getLocation().getLineNumber());
    if (event == XMLStreamConstants.START_ELEMENT && ++depth > MAX_DEPTH) {
      throw findings.fatal("elements are nested more than %d deep".formatted(MAX_DEPTH));
    }
    if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    }
    return event;
  }

  boolean isStart() {
    return reader.isStartElement();
  }

  /** Returns the name of the element at whose start or end this is. */
  String name() {
    return reader.getLocalName();
  }

  /** Returns an attribute of the element at whose start this is; empty if it is not there. */
  String attribute(String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /** Passes over the element at whose start this is. */
  void skip() throws ScoreException {
    int outside = depth - 1;
    while (depth > outside) {
      step();
    }
  }

  /** Reads the element at whose start this is, and moves to its end. */
  Element element() throws ScoreException {
    elements = 0;
    return read();
  }

  private Element read() throws ScoreException {
    if (++elements > MAX_ELEMENTS) {
      throw findings.fatal("an element has more than 10,000 elements in it");
    }
    String name = name();
    Map<String, String> attributes = attributes();
    List<Element> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int event = step();
    while (event != XMLStreamConstants.END_ELEMENT) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(read());
      } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
        append(text);
      }
      event = step();
    }
    return new Element(name, attributes, text.toString().strip(), children);
  }

  private void append(StringBuilder text) {
    int length = Math.min(reader.getTextLength(), MAX_TEXT - text.length());
    text.append(reader.getTextCharacters(), reader.getTextStart(), length);
  }

  private Map<String, String> attributes() {
    if (reader.getAttributeCount() == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  private ScoreException invalid(XMLStreamException e) {
    if (e.getLocation() != null) {
      findings.atLine(e.getLocation().getLineNumber());
    }
    // The parser's own message repeats the place, on several lines.
    String message = String.valueOf(e.getMessage()).replaceFirst("(?s)^.*\\nMessage: ", "");
    return findings.fatal(
        "this is not valid XML (%s)".formatted(message.strip().replaceAll("\\s*\\n\\s*", " ")));
  }
}
