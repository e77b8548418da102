package io.nocturne.render.notation;

import io.nocturne.io.xml.XmlWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Writes tempos between the notes, where the time that the file has reached is theirs: not every
 * program heeds MusicXML's {@code offset} (MuseScore 3.2.3 does not).
 */
final class TempoWriter {
  private final XmlWriter xml;
  private final Deque<TempoMark> later;
  private final NavigableMap<Long, TempoMark> inBar = new TreeMap<>();

  TempoWriter(XmlWriter xml, List<TempoMark> marks) {
    this.xml = xml;
    later = new ArrayDeque<>(marks);
  }

  /** Begins a bar. */
  void begin(Bar bar) {
    while (!later.isEmpty() && later.getFirst().place() < bar.end()) {
      TempoMark mark = later.removeFirst();
      inBar.put(mark.place(), mark);
    }
  }

  /**
   * Returns whether an event of a voice begins where the bar has a tempo that is not yet written.
   */
  boolean arePendingIn(VoiceInBar voice) {
    return voice.events().stream().anyMatch(event -> inBar.containsKey(event.start()));
  }

  /** Returns the tempos of the bar that are not yet written, in order. */
  Collection<TempoMark> pending() {
    return List.copyOf(inBar.values());
  }

  /** Writes the tempo of a place, if there is one that is not yet written. */
  void write(long place) {
    TempoMark mark = inBar.remove(place);
    if (mark == null) {
      return;
    }
    xml.begin("direction", "placement", "above").begin("direction-type");
    if (mark.isPrinted()) {
      xml.begin("metronome").leaf("beat-unit", "quarter");
      xml.leaf("per-minute", Math.round(mark.perMinute())).end();
    } else {
      // Not a sound by itself: musicxml2ly 2.24 would take one for the tempo of the whole piece.
      xml.empty("other-direction", "print-object", "no");
    }
    xml.end().leaf("staff", 1).empty("sound", "tempo", decimal(mark.perMinute())).end();
  }

  private static String decimal(double value) {
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
