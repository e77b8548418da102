package io.nocturne.musicxml;

import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.TimeSignature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The attributes of a part that hold from where they are written: divisions, key, time,
 * transposition.
 */
final class Attributes {
  private static final String ALL_STAVES = "";
  private static final double MAX_DIVISIONS = 1e6;
  private static final int MAX_SHARPS = 7;
  private static final int MAX_BEATS = 255;

  private final ScoreSurvey survey;
  private final Findings findings;
  private final Map<String, Integer> transpositions = new HashMap<>();

  Attributes(ScoreSurvey survey, Findings findings) {
    this.survey = survey;
    this.findings = findings;
  }

  void read(Element attributes, Position position, MeasureStatements stated) throws ScoreException {
    if (attributes.has("divisions")) {
      divisions(attributes.number("divisions"), position);
    }
    for (Element transpose : attributes.all("transpose").toList()) {
      int semitones =
          (int) Math.rint(transpose.number("chromatic", 0))
              + Note.OCTAVE * (int) transpose.number("octave-change", 0);
      if (transpose.attribute("number").equals(ALL_STAVES)) {
        transpositions.clear();
      }
      transpositions.put(transpose.attribute("number"), semitones);
    }
    long tick = position.ticks();
    if (attributes.has("key")) {
      key(attributes.child("key").orElseThrow(), tick, stated);
    }
    if (attributes.has("time")) {
      time(attributes.child("time").orElseThrow(), tick, stated);
    }
    for (Element style : attributes.all("measure-style").toList()) {
      if (style.all("measure-repeat").anyMatch(sign -> !sign.attribute("type").equals("stop"))) {
        findings.report(Problem.MEASURE_REPEAT);
      }
    }
  }

  /** Returns by how many semitones notes of a staff sound higher than they are written. */
  int transposition(String staff) {
    Integer own = transpositions.get(staff);
    return own != null ? own : transpositions.getOrDefault(ALL_STAVES, 0);
  }

  private void divisions(double number, Position position) throws ScoreException {
    if (!(number > 0 && number <= MAX_DIVISIONS)) {
      findings.report(Problem.DIVISIONS);
      return;
    }
    if (!survey.expresses(number)) {
      findings.report(Problem.RESOLUTION);
    }
    position.divide(number);
  }

  private void key(Element key, long tick, MeasureStatements stated) throws ScoreException {
    double fifths = key.number("fifths");
    if (!(Math.abs(fifths) <= MAX_SHARPS)) {
      findings.report(Problem.KEY);
      return;
    }
    Mode mode = key.text("mode").equals("minor") ? Mode.MINOR : Mode.MAJOR;
    KeySignature written = new KeySignature(tick, (int) fifths, mode);
    int semitones = transposition(ALL_STAVES);
    // The key that sounds; that of C major stays as it is spelled.
    stated.keys.put(tick, semitones % Note.OCTAVE == 0 ? written : written.transposed(semitones));
  }

  private void time(Element time, long tick, MeasureStatements stated) throws ScoreException {
    if (time.has("senza-misura")) {
      return;
    }
    List<String> beats = time.all("beats").map(Element::text).toList();
    List<String> types = time.all("beat-type").map(Element::text).toList();
    double denominator =
        types.stream().mapToDouble(type -> Element.parsed(type, 0)).max().orElse(0);
    double numerator = 0;
    for (int i = 0; i < Math.min(beats.size(), types.size()); i++) {
      numerator += sum(beats.get(i)) * denominator / Element.parsed(types.get(i), 0);
    }
    boolean isPower =
        denominator >= 1 && denominator <= 1024 && Integer.bitCount((int) denominator) == 1;
    if (isPower
        && denominator == Math.rint(denominator)
        && numerator == Math.rint(numerator)
        && numerator >= 1
        && numerator <= MAX_BEATS) {
      stated.times.put(tick, new TimeSignature(tick, (int) numerator, (int) denominator));
    } else {
      findings.report(Problem.TIME);
    }
  }

  /** Returns the sum of beats such as 3+2. */
  private static double sum(String beats) {
    double sum = 0;
    for (String group : List.of(beats.split("\\+", -1))) {
      sum += Element.parsed(group.strip(), Double.NaN);
    }
    return sum;
  }
}
