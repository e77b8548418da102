package io.nocturne.render.notation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** MusicXML as an independent reader takes it: by the schema, and note by note. */
final class MusicXmlFile {
  private static final String NO_DTD =
      "http://apache.org/xml/features/nonvalidating/load-external-dtd";
  private static final Schema SCHEMA = schema();

  private final Document document;

  /**
   * A note as it sounds, ties joined.
   *
   * @param onset in divisions from the start
   */
  record Sounding(long onset, long duration, int pitch) {
    static final Comparator<Sounding> ORDER =
        Comparator.comparingLong(Sounding::onset)
            .thenComparing(Sounding::pitch)
            .thenComparing(Sounding::duration);
  }

  /**
   * A tempo where it is in the file, between the notes.
   *
   * @param place in divisions from the start
   */
  record Played(long place, double perMinute) {}

  private MusicXmlFile(Document document) {
    this.document = document;
  }

  /** Reads a file that must be valid by the schema. */
  static MusicXmlFile of(byte[] file) {
    try {
      SAXParserFactory readers = SAXParserFactory.newDefaultNSInstance();
      readers.setFeature(NO_DTD, false);
      XMLReader reader = readers.newSAXParser().getXMLReader();
      SCHEMA
          .newValidator()
          .validate(new SAXSource(reader, new InputSource(new ByteArrayInputStream(file))));
      DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultInstance();
      documents.setFeature(NO_DTD, false);
      return new MusicXmlFile(documents.newDocumentBuilder().parse(new ByteArrayInputStream(file)));
    } catch (SAXException | ParserConfigurationException | IOException e) {
      throw new AssertionError("no valid MusicXML: " + e.getMessage(), e);
    }
  }

  /** The notes by onset, pitch and duration. */
  List<Sounding> notes() {
    List<Sounding> notes = new ArrayList<>();
    Map<String, Sounding> tied = new HashMap<>();
    long start = 0;
    for (Element measure : all("measure")) {
      long at = start;
      long onset = start;
      long end = start;
      for (Element child : children(measure)) {
        long duration = number(child, "duration");
        switch (child.getTagName()) {
          case "backup" -> at -= duration;
          case "forward" -> at += duration;
          case "note" -> {
            if (!has(child, "chord")) {
              onset = at;
              at += duration;
            }
            if (has(child, "pitch")) {
              sound(child, new Sounding(onset, duration, pitch(child)), tied, notes);
            }
          }
          default -> {
            // Says nothing of time.
          }
        }
        end = Math.max(end, at);
      }
      start = end;
    }
    if (!tied.isEmpty()) {
      throw new AssertionError("ties that do not end: " + tied);
    }
    notes.sort(Sounding.ORDER);
    return notes;
  }

  /** The tempos by place. */
  List<Played> tempos() {
    List<Played> tempos = new ArrayList<>();
    long start = 0;
    for (Element measure : all("measure")) {
      long at = start;
      long end = start;
      for (Element child : children(measure)) {
        long duration = has(child, "chord") ? 0 : number(child, "duration");
        at += child.getTagName().equals("backup") ? -duration : duration;
        end = Math.max(end, at);
        Element sound = has(child, "sound") ? child(child, "sound") : child;
        if (!sound.getAttribute("tempo").isEmpty()) {
          tempos.add(new Played(at, Double.parseDouble(sound.getAttribute("tempo"))));
        }
      }
      start = end;
    }
    tempos.sort(Comparator.comparingLong(Played::place));
    return tempos;
  }

  /** The voices that have notes on a staff. */
  Set<String> voices(int staff) {
    return all("note").stream()
        .filter(note -> has(note, "pitch") && number(note, "staff") == staff)
        .map(note -> text(note, "voice"))
        .collect(Collectors.toSet());
  }

  /**
   * Where triplets and their brackets disagree: a note or rest of a triplet outside of a bracket,
   * one of another kind inside, a bracket in a bracket, or one that does not end within its voice's
   * bar.
   */
  List<String> tripletsOutOfBrackets() {
    List<String> wrong = new ArrayList<>();
    for (Element measure : all("measure")) {
      Map<String, Boolean> open = new HashMap<>();
      for (Element note : children(measure)) {
        if (!note.getTagName().equals("note") || has(note, "chord")) {
          continue;
        }
        String place = measure.getAttribute("number") + ", voice " + text(note, "voice");
        List<String> marks = tuplets(note);
        boolean before = open.getOrDefault(text(note, "voice"), false);
        boolean within = before || marks.contains("start");
        if (within != has(note, "time-modification") || (before && marks.contains("start"))) {
          wrong.add(place);
        }
        open.put(text(note, "voice"), within && !marks.contains("stop"));
      }
      if (open.containsValue(true)) {
        wrong.add(measure.getAttribute("number") + ", at its end");
      }
    }
    return wrong;
  }

  private static List<String> tuplets(Element note) {
    var tuplets = note.getElementsByTagName("tuplet");
    return IntStream.range(0, tuplets.getLength())
        .mapToObj(i -> ((Element) tuplets.item(i)).getAttribute("type"))
        .toList();
  }

  private static void sound(
      Element note, Sounding part, Map<String, Sounding> tied, List<Sounding> notes) {
    boolean starts = false;
    boolean stops = false;
    for (Element tie : children(note)) {
      starts |= tie.getTagName().equals("tie") && tie.getAttribute("type").equals("start");
      stops |= tie.getTagName().equals("tie") && tie.getAttribute("type").equals("stop");
    }
    String line = text(note, "voice") + " " + part.pitch();
    Sounding whole = part;
    if (stops) {
      Sounding before = tied.remove(line);
      if (before == null || before.onset() + before.duration() != part.onset()) {
        throw new AssertionError("a tie from nowhere at " + part);
      }
      whole = new Sounding(before.onset(), before.duration() + part.duration(), part.pitch());
    }
    if (starts) {
      tied.put(line, whole);
    } else {
      notes.add(whole);
    }
  }

  private static int pitch(Element note) {
    Element pitch = child(note, "pitch");
    int letter = List.of(9, 11, 0, 2, 4, 5, 7).get(text(pitch, "step").charAt(0) - 'A');
    int alter = has(pitch, "alter") ? Integer.parseInt(text(pitch, "alter")) : 0;
    return 12 * (Integer.parseInt(text(pitch, "octave")) + 1) + letter + alter;
  }

  /** All elements of a name, in order. */
  List<Element> all(String name) {
    var nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** Returns the texts of all elements of a name, in order. */
  List<String> texts(String name) {
    return all(name).stream().map(Element::getTextContent).toList();
  }

  static boolean has(Element parent, String name) {
    return children(parent).stream().anyMatch(child -> child.getTagName().equals(name));
  }

  static String text(Element parent, String name) {
    return child(parent, name).getTextContent();
  }

  private static long number(Element parent, String name) {
    return has(parent, name) ? Long.parseLong(text(parent, name)) : 0;
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(parent.getTagName() + " has no " + name));
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static Schema schema() {
    try {
      SchemaFactory schemas = SchemaFactory.newDefaultInstance();
      schemas.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false); // The schema is large.
      schemas.setResourceResolver(
          (type, namespace, publicId, systemId, base) -> {
            String name = systemId.substring(systemId.lastIndexOf('/') + 1);
            return new LocalInput(resource(name), systemId);
          });
      return schemas.newSchema(new StreamSource(resource("musicxml.xsd"), "musicxml.xsd"));
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream resource(String name) {
    return MusicXmlFile.class.getResourceAsStream(name);
  }
}
