package io.nocturne.musicxml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The content of a document as it is written: measures, and what the parts have in them. */
final class WrittenScore {
  /** Far more than the longest works have. */
  private static final int MAX_MEASURES = 100_000;

  private static final Pattern OLD_MUSESCORE =
      Pattern.compile("MuseScore ([012]|3\\.[0-4])(\\..*)?");

  private static final int MAX_PARTS = 1_000;

  private final List<ScoreMeasure> measures = new ArrayList<>();
  private final Map<String, ScorePart> parts = new LinkedHashMap<>();

  String version = "";
  String software = "";
  int ticksPerQuarter;

  /**
   * Returns whether the program that wrote the document marks all small notes as cue notes. By the
   * specification cue notes are silent. MuseScore before 3.5 and Finale without Dolet write small
   * notes so, as those of cadenzas.
   */
  boolean marksSmallNotesAsCue() {
    return OLD_MUSESCORE.matcher(software).matches() || software.startsWith("Finale ");
  }

  /** Returns a measure that all parts share, by its place in the score from 0. */
  ScoreMeasure measure(int index, Findings findings) throws ScoreException {
    if (index >= MAX_MEASURES) {
      throw findings.fatal("the score has more than 100,000 measures");
    }
    while (measures.size() <= index) {
      measures.add(new ScoreMeasure());
    }
    return measures.get(index);
  }

  List<ScoreMeasure> measures() {
    return measures;
  }

  /** Returns the part of an id; a new one for an id that the list of parts lacks. */
  ScorePart part(String id, Findings findings) throws ScoreException {
    ScorePart known = parts.get(id);
    if (known == null) {
      if (parts.size() == MAX_PARTS) {
        throw findings.fatal("the score has more than 1,000 parts");
      }
      known = new ScorePart(parts.size());
      parts.put(id, known);
    }
    return known;
  }

  List<ScorePart> parts() {
    return List.copyOf(parts.values());
  }
}
