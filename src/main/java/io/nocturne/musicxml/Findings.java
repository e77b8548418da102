package io.nocturne.musicxml;

import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.musicxml.ScoreFile.ScoreFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what is wrong in one file, and knows where reading is. Problems of one kind are counted
 * and listed at the first, as a hostile file can have one in every few bytes.
 */
final class Findings {
  private final String path;
  private final Strictness strictness;
  private final Map<Problem, ProblemCount> found = new LinkedHashMap<>();
  private String part = "";
  private String measure = "";
  private int line = 1;

  /** A kind of problem: where the first is, and how many there are. */
  private static final class ProblemCount {
    private final ScoreFinding first;
    private long count;

    ProblemCount(ScoreFinding first) {
      this.first = first;
    }
  }

  Findings(String path, Strictness strictness) {
    this.path = path;
    this.strictness = strictness;
  }

  void atLine(int number) {
    line = Math.max(1, number);
  }

  void inPart(String id) {
    part = id;
    measure = "";
  }

  void inMeasure(String number) {
    measure = number;
  }

  /** Counts a problem at the present place. */
  void report(Problem problem) throws ScoreException {
    if (strictness == Strictness.STRICT) {
      throw new ScoreException(
          path, here(problem.clause(1)), "correct the score, or read it leniently");
    }
    found.computeIfAbsent(problem, each -> new ProblemCount(here(""))).count++;
  }

  /** Returns the error for what no reader could survive, at the present place. */
  ScoreException fatal(String message) {
    return fatal(message, "export the score again or move it out of the folder");
  }

  ScoreException fatal(String message, String advice) {
    return new ScoreException(path, here(message), advice);
  }

  private ScoreFinding here(String message) {
    return new ScoreFinding(part, measure, line, message);
  }

  List<ScoreFinding> all() {
    List<ScoreFinding> all = new ArrayList<>();
    found.forEach(
        (problem, each) ->
            all.add(
                new ScoreFinding(
                    each.first.part(),
                    each.first.measure(),
                    each.first.line(),
                    problem.clause(each.count))));
    return all;
  }
}
