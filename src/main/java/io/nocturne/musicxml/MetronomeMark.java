package io.nocturne.musicxml;

import io.nocturne.music.Tempo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tempos, as numbers for playback or as metronome marks. */
final class MetronomeMark {
  private static final int MAX_MICROS = 0xffffff;

  /** The first number of texts such as "ca. 120" and "60-66". */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(?:[.,]\\d{1,6})?");

  private static final Map<String, Double> QUARTERS =
      Map.ofEntries(
          Map.entry("1024th", 1 / 256.0),
          Map.entry("512th", 1 / 128.0),
          Map.entry("256th", 1 / 64.0),
          Map.entry("128th", 1 / 32.0),
          Map.entry("64th", 1 / 16.0),
          Map.entry("32nd", 1 / 8.0),
          Map.entry("16th", 1 / 4.0),
          Map.entry("eighth", 1 / 2.0),
          Map.entry("quarter", 1.0),
          Map.entry("half", 2.0),
          Map.entry("whole", 4.0),
          Map.entry("breve", 8.0),
          Map.entry("long", 16.0),
          Map.entry("maxima", 32.0));

  private MetronomeMark() {}

  /** Returns the quarters a minute of a mark; empty if it compares note values instead. */
  static Optional<Double> quartersPerMinute(Element metronome) {
    List<Element> children = metronome.children();
    double unit = 0;
    for (int i = 0; i < children.size(); i++) {
      Element child = children.get(i);
      switch (child.name()) {
        case "beat-unit" -> {
          if (unit > 0) {
            return Optional.empty();
          }
          unit =
              QUARTERS.getOrDefault(child.text(), 0.0)
                  * dots(children.subList(i + 1, children.size()));
        }
        case "per-minute" -> {
          Matcher number = NUMBER.matcher(child.text());
          return number.find() && unit > 0
              ? Optional.of(unit * Double.parseDouble(number.group().replace(',', '.')))
              : Optional.empty();
        }
        default -> {
          // Dots, which are counted above, and ties.
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the factor by which the dots at the beginning of a list lengthen a note. */
  private static double dots(List<Element> following) {
    double added = 1;
    double factor = 1;
    for (Element each : following) {
      if (!each.name().equals("beat-unit-dot")) {
        break;
      }
      added /= 2;
      factor += added;
    }
    return factor;
  }

  /** Returns a tempo as MIDI has it; empty if MIDI cannot express it. */
  static Optional<Tempo> tempo(long tick, double quartersPerMinute) {
    double micros = Math.rint(Tempo.MICROSECONDS_PER_MINUTE / quartersPerMinute);
    return micros >= 1 && micros <= MAX_MICROS
        ? Optional.of(new Tempo(tick, (int) micros))
        : Optional.empty();
  }
}
