package io.nocturne.cli;

import io.nocturne.music.KeyFinder;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.music.Timeline;
import io.nocturne.render.PianoRoll;
import io.nocturne.render.PianoRollSpec;
import io.nocturne.report.Gallery;
import java.nio.charset.StandardCharsets;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a page of pieces tells of one. */
final class PieceSummary {
  private static final PianoRollSpec ROLL = PianoRollSpec.DEFAULT.sized(960, 300);

  private PieceSummary() {}

  /**
   * Of a piece.
   *
   * @param files names by format
   */
  static Gallery.Item of(Piece piece, Map<String, String> files) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("notes", String.format(Locale.ROOT, "%,d", piece.noteCount()));
    facts.put("lasts", duration(Timeline.of(piece).seconds(piece.endTicks())));
    KeyFinder.find(piece.notes()).ifPresent(key -> facts.put("key", key.label()));
    if (piece.noteCount() > 0) {
      IntSummaryStatistics pitches =
          piece.notes().stream().mapToInt(Note::pitch).summaryStatistics();
      facts.put("range", PitchName.of(pitches.getMin()) + " to " + PitchName.of(pitches.getMax()));
    }
    String svg = new String(PianoRoll.of(piece, ROLL).svg(), StandardCharsets.UTF_8);
    return new Gallery.Item(piece.name(), facts, files, svg);
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
