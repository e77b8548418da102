package io.nocturne.musicxml;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The signs of a measure that say where playing continues. */
final class Repeats {
  /** The name of a sign that has none. */
  static final String UNNAMED = "";

  private static final int TWICE = 2;
  private static final int MAX_TIMES = 1_000;

  /** Whether a repeated section begins before it. */
  boolean begins;

  /** The number of times that the section that ends after it is played; 0 if none ends there. */
  int times;

  /** The numbers of the ending that begins before it; empty if none does. */
  final Set<Integer> ending = new TreeSet<>();

  /** Whether an ending ends after it. */
  boolean endsEnding;

  /** The names of the places before it. */
  final Set<String> segnos = new HashSet<>();

  final Set<String> codas = new HashSet<>();

  /** Whether playing jumps to the beginning after it. */
  boolean daCapo;

  /** The name of the segno to jump to after it; null if there is no jump. */
  String dalSegno;

  /** The name of the coda to jump to after it, on the last time; null if there is no jump. */
  String toCoda;

  /** Whether the music ends after it, on the last time. */
  boolean fine;

  /** Reads a bar line, with the repeat and the ending that begin or end at it. */
  void read(Element barline) {
    barline.child("repeat").ifPresent(this::repeat);
    for (Element each : barline.all("ending").toList()) {
      if (each.attribute("type").equals("start")) {
        ending.addAll(NoteTraits.numbers(each.attribute("number")));
      } else {
        endsEnding = true;
      }
    }
    if (barline.has("segno")) {
      segnos.add(UNNAMED);
    }
    if (barline.has("coda")) {
      codas.add(UNNAMED);
    }
  }

  private void repeat(Element repeat) {
    if (repeat.attribute("direction").equals("forward")) {
      begins = true;
    } else {
      double stated = repeat.attributeNumber("times");
      times = stated >= 1 && stated <= MAX_TIMES ? (int) stated : TWICE;
    }
  }
}
