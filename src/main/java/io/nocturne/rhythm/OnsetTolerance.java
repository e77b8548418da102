package io.nocturne.rhythm;

import io.nocturne.music.Note;
import io.nocturne.music.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The time within which notes count as struck together, since no pianist strikes the notes of a
 * chord at once. It is counted from the first of them, so that a run does not become one chord.
 *
 * @param milliseconds from 1 to {@value #MAX_MILLISECONDS}
 */
public record OnsetTolerance(int milliseconds) {
  /** The longest tolerance. */
  public static final int MAX_MILLISECONDS = 1000;

  private static final String UNIT = "ms";

  // Two doubles of the same time may differ in their last digits.
  private static final double SAME = 1e-9;

  public OnsetTolerance {
    if (milliseconds < 1 || milliseconds > MAX_MILLISECONDS) {
      throw new IllegalArgumentException(
          "a tolerance must be 1 to %d ms, was %d ms".formatted(MAX_MILLISECONDS, milliseconds));
    }
  }

  /**
   * Returns the tolerance of a text as {@link #label} writes it.
   *
   * @throws IllegalArgumentException if it is not such a text
   */
  public static OnsetTolerance parse(String label) {
    if (!label.matches("[0-9]{1,4}" + UNIT)) {
      throw new IllegalArgumentException(
          "a tolerance must be whole milliseconds such as 30ms, was " + label);
    }
    return new OnsetTolerance(Integer.parseInt(label.substring(0, label.length() - UNIT.length())));
  }

  /** Returns it as text: {@code 30ms}. */
  public String label() {
    return milliseconds + UNIT;
  }

  /**
   * Groups notes that are struck together.
   *
   * @param notes by onset
   * @param timeline when their ticks sound
   * @return lists by onset, the notes of each by pitch
   */
  public List<List<Note>> grouped(List<Note> notes, Timeline timeline) {
    List<List<Note>> groups = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (Note note : notes) {
      double onset = timeline.seconds(note.onsetTicks());
      if (onset > last) {
        groups.add(new ArrayList<>());
        last = onset + milliseconds / 1000.0 + SAME;
      }
      groups.get(groups.size() - 1).add(note);
    }
    groups.forEach(group -> group.sort((a, b) -> Integer.compare(a.pitch(), b.pitch())));
    return groups;
  }
}
