package io.nocturne.corpus.embedded;

import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines {@code name: value} at the head of a {@link ScoreText}. */
final class ScoreHeader {

  private static final List<String> NAMES =
      List.of("title", "composer", "source", "metre", "key", "tempo");
  private static final Pattern METRE = Pattern.compile("([1-9][0-9]?)/(1|2|4|8|16)");
  private static final Pattern KEY = Pattern.compile("([A-G][#b]?) (major|minor)");
  private static final Pattern TEMPO = Pattern.compile("(1|2|4|8)(\\.?)=([1-9][0-9]{1,2})");

  /** Major keys by fifths, from seven flats to seven sharps. */
  private static final List<String> MAJOR =
      List.of("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#");

  private static final List<String> MINOR =
      List.of("Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#");

  private final String resource;
  private final Map<String, String> values = new HashMap<>();

  ScoreHeader(String resource) {
    this.resource = resource;
  }

  void add(String line, int number) {
    String[] parts = line.split(":\\s*", 2);
    if (parts.length < 2 || !NAMES.contains(parts[0]) || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          resource
              + ", line "
              + number
              + ": '"
              + line
              + "' is not NAME: VALUE with a name of "
              + String.join(", ", NAMES));
    }
    if (values.put(parts[0], parts[1]) != null) {
      throw new IllegalArgumentException(
          resource + ", line " + number + ": " + parts[0] + " is stated twice, keep one");
    }
  }

  String title() {
    value("composer"); // a text without its provenance is not complete
    value("source");
    return value("title");
  }

  TimeSignature metre() {
    return metre(value("metre"), this::error);
  }

  /** Returns a metre such as 3/4, at tick 0. */
  static TimeSignature metre(String text, Function<String, RuntimeException> error) {
    Matcher matcher = METRE.matcher(text);
    if (!matcher.matches()) {
      throw error.apply("'" + text + "' is not a metre such as 3/4");
    }
    return new TimeSignature(
        0, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  KeySignature key() {
    Matcher matcher = KEY.matcher(value("key"));
    if (matcher.matches()) {
      Mode mode = matcher.group(2).equals("minor") ? Mode.MINOR : Mode.MAJOR;
      int index = (mode == Mode.MINOR ? MINOR : MAJOR).indexOf(matcher.group(1));
      if (index >= 0) {
        return new KeySignature(0, index - 7, mode);
      }
    }
    throw error("'" + value("key") + "' is not a key such as E minor");
  }

  /** Written as a metronome mark: {@code 4.=60} is sixty dotted quarters to the minute. */
  Tempo tempo() {
    Matcher matcher = TEMPO.matcher(value("tempo"));
    if (!matcher.matches()) {
      throw error("'" + value("tempo") + "' is not a tempo such as 4=60");
    }
    double quartersPerBeat = 4.0 / Integer.parseInt(matcher.group(1));
    if (!matcher.group(2).isEmpty()) {
      quartersPerBeat *= 1.5;
    }
    double quartersPerMinute = quartersPerBeat * Integer.parseInt(matcher.group(3));
    return new Tempo(0, (int) Math.round(Tempo.MICROSECONDS_PER_MINUTE / quartersPerMinute));
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw error("the header has no " + name);
    }
    return value;
  }

  private IllegalArgumentException error(String what) {
    return new IllegalArgumentException(resource + ": " + what + "; correct the header");
  }
}
