package io.nocturne.musicxml;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a note's element more than pitch and place: ties, velocity, and when it is played. */
final class NoteTraits {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  private NoteTraits() {}

  static void apply(Element element, WrittenNote note, boolean tiesAreStated) {
    Element source = tiesAreStated ? element : element.child("notations").orElse(element);
    source
        .all(tiesAreStated ? "tie" : "tied")
        .forEach(
            tie -> {
              note.isTiedBefore |= tie.attribute("type").equals("stop");
              note.isTiedAfter |= tie.attribute("type").equals("start");
            });
    Dynamics.velocity(element.attributeNumber("dynamics"))
        .ifPresent(velocity -> note.velocity = velocity);
    note.times = numbers(element.attribute("time-only"));
  }

  /** Returns the numbers of a list such as "1, 2". */
  static Set<Integer> numbers(String list) {
    if (list.isEmpty()) {
      return Set.of();
    }
    Set<Integer> numbers = new TreeSet<>();
    Matcher each = NUMBER.matcher(list);
    while (each.find()) {
      numbers.add(Integer.parseInt(each.group()));
    }
    return numbers;
  }
}
