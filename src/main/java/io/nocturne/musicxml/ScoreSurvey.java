package io.nocturne.musicxml;

import java.util.TreeSet;

/**
 * The facts about a whole document that are needed before its notes can be read.
 *
 * @param ticksPerQuarter the piece's division: a common multiple of the document's divisions and of
 *     480 if MIDI can express it, otherwise of the divisions alone
 * @param statesTies whether it has {@code tie}, the element of ties that sound; a document without
 *     may have only {@code tied}, the sign
 */
record ScoreSurvey(int ticksPerQuarter, boolean statesTies) {
  private static final int MAX_TICKS = 0x7fff;

  /** Ticks for what divisions do not state: the length of grace notes and places between. */
  private static final int COMMON_TICKS = 480;

  /** Many tuplets have whole lengths in it. */
  private static final int ROUNDED_TICKS = 10_080;

  static ScoreSurvey of(String document, Findings findings) throws ScoreException {
    XmlCursor cursor = new XmlCursor(document, findings);
    TreeSet<Integer> divisions = new TreeSet<>();
    boolean ties = false;
    while (cursor.next()) {
      if (cursor.isStart() && cursor.name().equals("tie")) {
        ties = true;
      } else if (cursor.isStart() && cursor.name().equals("divisions")) {
        double number = Element.parsed(cursor.element().text(), Double.NaN);
        // Others are rounded, and reported where they are.
        if (number >= 1 && number <= MAX_TICKS && number == Math.rint(number)) {
          divisions.add((int) number);
        }
      }
    }
    return new ScoreSurvey(ticks(divisions), ties);
  }

  private static int ticks(TreeSet<Integer> divisions) {
    long common = 1;
    for (int each : divisions) {
      common = leastCommonMultiple(common, each);
      if (common > MAX_TICKS) {
        return ROUNDED_TICKS;
      }
    }
    long fine = leastCommonMultiple(common, COMMON_TICKS);
    return (int) (fine <= MAX_TICKS ? fine : common);
  }

  /** Returns whether a number of divisions to the quarter is expressed exactly. */
  boolean expresses(double divisions) {
    return ticksPerQuarter % divisions == 0;
  }

  private static long leastCommonMultiple(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return a / x * b;
  }
}
