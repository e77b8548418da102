package io.nocturne.musicxml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which measures are played. A section without a sign at its beginning is repeated
 * from the end of the one before. After a jump, repeats are not played again and of several endings
 * the last is taken.
 */
final class PlayOrder {
  private static final int MAX_PLAYED = 100_000;

  private final List<ScoreMeasure> measures;
  private final List<Volta> endings;

  /** The first measure that each name marks. */
  private final Map<String, Integer> segnos = new HashMap<>();

  private final Map<String, Integer> codas = new HashMap<>();
  private final Findings findings;
  private final List<Played> played = new ArrayList<>();
  private final Set<Integer> jumpsTaken = new HashSet<>();
  private int at;
  private int sectionStart;
  private int pass = 1;
  private boolean hasJumped;

  /**
   * A measure that is played.
   *
   * @param measure its place in the score, from 0
   * @param pass how often its section has been begun, from 1
   */
  record Played(int measure, int pass) {}

  private PlayOrder(List<ScoreMeasure> measures, Findings findings) {
    this.measures = measures;
    this.findings = findings;
    endings = Volta.of(measures);
    for (int i = 0; i < measures.size(); i++) {
      for (String name : measures.get(i).repeats.segnos) {
        segnos.putIfAbsent(name, i);
      }
      for (String name : measures.get(i).repeats.codas) {
        codas.putIfAbsent(name, i);
      }
    }
  }

  static List<Played> of(WrittenScore score, Findings findings) throws ScoreException {
    PlayOrder order = new PlayOrder(score.measures(), findings);
    while (order.at < order.measures.size()) {
      order.step();
    }
    return order.played;
  }

  private void step() throws ScoreException {
    Repeats repeats = measures.get(at).repeats;
    if (repeats.begins && at != sectionStart) {
      beginSection(at);
    }
    Volta ending = endings.get(at);
    if (ending != null
        && ending.start() == at
        && !ending.isPlayed(hasJumped ? ending.last() : pass)) {
      skip(ending);
      return;
    }
    if (played.size() == MAX_PLAYED) {
      throw findings.fatal("with repeats the score has more than 100,000 measures");
    }
    played.add(new Played(at, pass));
    if (hasJumped && repeats.fine) {
      at = measures.size();
    } else if (!leaves(repeats, ending)) {
      boolean isSectionEnd = ending == null ? repeats.times > 0 : ending.end() == at;
      at++;
      if (isSectionEnd) {
        beginSection(at);
      }
    }
  }

  /** Goes elsewhere than to the next measure, if the signs say so. */
  private boolean leaves(Repeats repeats, Volta ending) throws ScoreException {
    if (hasJumped) {
      return repeats.toCoda != null && jump(repeats.toCoda, codas);
    }
    // Some programs leave out the repeat sign of an ending that another one follows.
    boolean isRepeated =
        repeats.times > 0 || (ending != null && ending.isFollowed() && ending.end() == at);
    int times = Math.max(repeats.times, ending == null ? 0 : ending.last());
    if (isRepeated && pass < times) {
      pass++;
      at = sectionStart;
      return true;
    }
    if (repeats.daCapo && jumpsTaken.add(at)) {
      hasJumped = true;
      jumpsTaken.clear();
      at = 0;
      beginSection(0);
      return true;
    }
    if (repeats.dalSegno != null) {
      hasJumped = jump(repeats.dalSegno, segnos);
      jumpsTaken.clear();
      return hasJumped;
    }
    return false;
  }

  /** Passes over an ending; after the last of several the section is over. */
  private void skip(Volta ending) {
    at = ending.end() + 1;
    if (!ending.isFollowed()) {
      beginSection(at);
    }
  }

  private void beginSection(int start) {
    sectionStart = start;
    pass = 1;
  }

  private boolean jump(String name, Map<String, Integer> places) throws ScoreException {
    Integer target = places.getOrDefault(name, places.get(Repeats.UNNAMED));
    if (target == null) {
      findings.report(Problem.TARGET);
      return false;
    }
    if (!jumpsTaken.add(at)) {
      return false;
    }
    at = target;
    beginSection(target);
    return true;
  }
}
