package io.nocturne.musicxml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small MusicXML documents of quarters in two divisions, and what is read of them. */
final class Documents {
  private static final String PART =
      "<part-list><score-part id=\"P1\"><part-name>Piano</part-name></score-part></part-list>";

  /** The attributes that a first measure begins with: two divisions to the quarter, 4/4. */
  static final String ATTRIBUTES =
      "<attributes><divisions>2</divisions><time><beats>4</beats><beat-type>4</beat-type></time>"
          + "</attributes>";

  private Documents() {}

  /** Returns a document of one part with these measures, numbered from 1. */
  static String score(String... measures) {
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < measures.length; i++) {
      part.append("<measure number=\"%d\">%s</measure>\n".formatted(i + 1, measures[i]));
    }
    return document(PART + "<part id=\"P1\">" + part + "</part>");
  }

  static String document(String content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<score-partwise version=\"4.0\">"
        + content
        + "</score-partwise>";
  }

  /** Returns a note such as {@code C4} for a number of divisions, with more elements after them. */
  static String note(String name, int divisions, String... more) {
    return "<note>" + pitch(name) + duration(divisions) + String.join("", more) + "</note>";
  }

  /** Returns a note that sounds with the one before. */
  static String chord(String name, int divisions, String... more) {
    return "<note><chord/>" + pitch(name) + duration(divisions) + String.join("", more) + "</note>";
  }

  static String grace(String name, String attributes) {
    return "<note><grace " + attributes + "/>" + pitch(name) + "</note>";
  }

  static String rest(int divisions, String... more) {
    return "<note><rest/>" + duration(divisions) + String.join("", more) + "</note>";
  }

  static String pitch(String name) {
    return "<pitch><step>%s</step><octave>%s</octave></pitch>"
        .formatted(name.substring(0, 1), name.substring(1));
  }

  private static String duration(int divisions) {
    return "<duration>" + divisions + "</duration>";
  }

  static String voice(String name) {
    return "<voice>" + name + "</voice>";
  }

  static String tie(String type) {
    return "<tie type=\"" + type + "\"/>";
  }

  static String backup(int divisions) {
    return "<backup>" + duration(divisions) + "</backup>";
  }

  static String sound(String attributes) {
    return "<direction><direction-type/><sound " + attributes + "/></direction>";
  }

  static String pedal(String type) {
    return "<direction><direction-type><pedal type=\"" + type + "\"/></direction-type></direction>";
  }

  static String repeat(String direction, String attributes) {
    String location = direction.equals("forward") ? "left" : "right";
    return "<barline location=\"%s\"><repeat direction=\"%s\" %s/></barline>"
        .formatted(location, direction, attributes);
  }

  static ScoreFile file(String document) throws ScoreException {
    return ScoreReader.read(document.getBytes(UTF_8), "a", "a.musicxml", ReadOptions.DEFAULT);
  }

  static Piece read(String... measures) throws ScoreException {
    return file(score(measures)).piece();
  }

  /** Returns notes as {@code onset+duration:key}, in quarters. */
  static List<String> notes(Piece piece) {
    double quarter = ((Metrical) piece.division()).ticksPerQuarter();
    return piece.notes().stream()
        .map(
            note ->
                "%s+%s:%d"
                    .formatted(
                        number(note.onsetTicks() / quarter),
                        number(note.durationTicks() / quarter),
                        note.pitch()))
        .toList();
  }

  private static String number(double quarters) {
    return Double.toString(quarters).replaceFirst("\\.0$", "");
  }

  /** Returns the keys of notes in the order in which they sound. */
  static String keys(Piece piece) {
    return piece.notes().stream()
        .map(Note::pitch)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /** Returns what was found, without the place. */
  static Stream<String> messages(ScoreFile file) {
    return file.diagnostics().stream().map(ScoreFile.ScoreFinding::message);
  }

  static ControlChange sustain(long tick, int channel, int value) {
    return new ControlChange(tick, channel, ControlChange.SUSTAIN_PEDAL, value);
  }
}
