package io.nocturne.evaluate.page;

import io.nocturne.base.Numbers;
import io.nocturne.music.KeyFinder;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.music.Timeline;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The facts of a piece that are shown at a glance. */
public final class PieceFacts {
  private PieceFacts() {}

  /** Returns notes, length, key and range by name, in order. */
  public static Map<String, String> of(Piece piece) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("notes", Numbers.grouped(piece.noteCount()));
    facts.put("lasts", duration(Timeline.of(piece).seconds(piece.endTicks())));
    KeyFinder.find(piece.notes()).ifPresent(key -> facts.put("key", key.label()));
    IntSummaryStatistics pitches =
        piece.pitched().notes().stream().mapToInt(Note::pitch).summaryStatistics();
    if (pitches.getCount() > 0) {
      facts.put("range", PitchName.of(pitches.getMin()) + " to " + PitchName.of(pitches.getMax()));
    }
    return facts;
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
