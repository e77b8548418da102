package io.nocturne.corpus.embedded;

import io.nocturne.music.PitchName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one line of a {@link ScoreText}: the bars of one voice. A note value carries over to the
 * next event of the line, and {@code %} repeats the bar before it.
 */
final class ScoreVoice {

  static final int TICKS_PER_QUARTER = 480;

  /** A pitch to be played; a tied one continues into the next note of that pitch. */
  record Tone(int pitch, boolean tied) {}

  /** Simultaneous pitches, or a rest if there are none; grace notes come just before them. */
  record ScoreEvent(List<Integer> graces, List<Tone> tones, long ticks) {}

  private static final Pattern PITCH = Pattern.compile("([A-G](?:##|#|bb|b)?[0-8])(~?)");
  private static final Pattern VALUE = Pattern.compile("(1|2|4|8|16|32|64)(\\.{0,2})(t?)");
  private static final Pattern EVENT =
      Pattern.compile("([^:*]+)(?::([^:*]+))?(?:\\*([1-9][0-9]?))?");
  private static final Pattern GROUP_END = Pattern.compile("\\)\\*([2-9]|[1-9][0-9])");

  private long ticks; // of the latest note value; 0 until the line has stated one
  private List<ScoreEvent> previous = List.of();

  /**
   * Returns the events of the line's next bar, in order.
   *
   * @param text the bar without its bar lines and its length mark
   * @param place where the bar stands, for errors
   */
  List<ScoreEvent> read(String text, ScorePlace place) {
    if (text.equals("%")) {
      if (previous.isEmpty()) {
        throw place.error("% stands first in its line, there is no bar to repeat");
      }
      return previous;
    }
    Deque<List<ScoreEvent>> open = new ArrayDeque<>();
    open.push(new ArrayList<>());
    for (String word : text.split("\\s+", -1)) {
      Matcher groupEnd = GROUP_END.matcher(word);
      if (word.equals("(")) {
        open.push(new ArrayList<>());
      } else if (groupEnd.matches()) {
        if (open.size() == 1) {
          throw place.error("'" + word + "' closes a group that no ( has opened");
        }
        List<ScoreEvent> group = open.pop();
        for (int i = Integer.parseInt(groupEnd.group(1)); i > 0; i--) {
          open.element().addAll(group);
        }
      } else {
        addEvents(word, open.element(), place);
      }
    }
    if (open.size() > 1) {
      throw place.error("a group opened by ( is not closed by )*n");
    }
    previous = List.copyOf(open.element());
    return previous;
  }

  private void addEvents(String word, List<ScoreEvent> events, ScorePlace place) {
    String[] parts = word.split("/", -1);
    List<Integer> graces = new ArrayList<>();
    for (int i = 0; i < parts.length - 1; i++) {
      graces.add(tone(parts[i], place).pitch());
    }
    Matcher matcher = EVENT.matcher(parts[parts.length - 1]);
    if (!matcher.matches()) {
      throw place.error("'" + word + "' is not an event such as C4:8, E3+G3+C4:4. or r:2");
    }
    if (matcher.group(2) != null) {
      ticks = ticks(matcher.group(2), place);
    } else if (ticks == 0) {
      throw place.error("'" + word + "' needs a note value, as it is the first of its line");
    }
    ScoreEvent event = new ScoreEvent(List.copyOf(graces), tones(matcher.group(1), place), ticks);
    int times = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    for (int i = 0; i < times; i++) {
      events.add(event);
    }
  }

  private static List<Tone> tones(String text, ScorePlace place) {
    if (text.equals("r")) {
      return List.of();
    }
    List<Tone> tones = new ArrayList<>();
    for (String pitch : text.split("\\+", -1)) {
      tones.add(tone(pitch, place));
    }
    return List.copyOf(tones);
  }

  private static Tone tone(String text, ScorePlace place) {
    Matcher matcher = PITCH.matcher(text);
    if (!matcher.matches()) {
      throw place.error("'" + text + "' is not a pitch such as C4, F#3 or Bb5");
    }
    return new Tone(PitchName.parse(matcher.group(1)), !matcher.group(2).isEmpty());
  }

  /**
   * Returns the length of a note value: 4 is a quarter, each dot adds half as much, t is of a
   * triplet.
   */
  private static long ticks(String text, ScorePlace place) {
    Matcher matcher = VALUE.matcher(text);
    if (!matcher.matches()) {
      throw place.error("'" + text + "' is not a note value such as 4, 8. or 16t");
    }
    // Counted in sixths of a tick, so that what does not come out even shows.
    long plain = 6 * 4L * TICKS_PER_QUARTER / Integer.parseInt(matcher.group(1));
    long sixths = 2 * plain - (plain >> matcher.group(2).length());
    sixths = matcher.group(3).isEmpty() ? sixths : sixths * 2 / 3;
    if (sixths % 6 != 0) {
      throw place.error("the note value '" + text + "' is not a whole number of ticks");
    }
    return sixths / 6;
  }
}
