package io.nocturne.corpus.embedded;

import io.nocturne.music.TimeSignature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some bars of a {@link ScoreText}, with a line for each voice.
 *
 * @param place its first line and its first bar, as the text numbers it
 * @param length of each bar, where it is not the piece's metre
 * @param lines the voices; while a text is read they are still to come
 */
record ScoreSystem(ScorePlace place, Optional<TimeSignature> length, List<VoiceText> lines) {

  enum Hand {
    RIGHT("right hand", 0),
    LEFT("left hand", 1);

    private final String trackName;
    private final int channel;

    Hand(String trackName, int channel) {
      this.trackName = trackName;
      this.channel = channel;
    }

    String trackName() {
      return trackName;
    }

    int channel() {
      return channel;
    }
  }

  /** One voice: the text of each bar, without bar lines. */
  record VoiceText(ScorePlace place, Hand hand, List<String> bars) {}

  private static final Pattern OPENING = Pattern.compile("\\[([0-9]{1,4})(?: (\\S+))?]");

  /** Reads the line that opens a system: {@code [9]} or {@code [0 1/4]}. */
  static ScoreSystem opened(String resource, int number, String line) {
    Matcher matcher = OPENING.matcher(line);
    if (!matcher.matches()) {
      throw new ScorePlace(resource, number, 0)
          .error("'" + line + "' is not [BAR] or [BAR LENGTH] such as [0 1/4]");
    }
    ScorePlace place = new ScorePlace(resource, number, Integer.parseInt(matcher.group(1)));
    Optional<TimeSignature> length =
        Optional.ofNullable(matcher.group(2)).map(text -> ScoreHeader.metre(text, place::error));
    return new ScoreSystem(place, length, new ArrayList<>());
  }

  /** Reads a voice's line: R or L, then bars that each end with a bar line. */
  void add(int number, String text) {
    ScorePlace at = new ScorePlace(place.resource(), number, place.bar());
    Hand hand =
        switch (text.split("\\s+", 2)[0]) {
          case "R" -> Hand.RIGHT;
          case "L" -> Hand.LEFT;
          default -> throw at.error("a line of notes starts with R or L and a blank");
        };
    String[] bars = text.substring(1).split("\\|", -1);
    if (bars.length < 2 || !bars[bars.length - 1].isBlank()) {
      throw at.error("the line does not end with |");
    }
    List<String> whole = Arrays.stream(bars).limit(bars.length - 1L).map(String::strip).toList();
    if (!lines.isEmpty() && whole.size() != bars()) {
      throw at.error(
          "the line has " + whole.size() + " bars, the system's first line has " + bars());
    }
    lines.add(new VoiceText(at, hand, whole));
  }

  /** Returns how many bars it has. */
  int bars() {
    if (lines.isEmpty()) {
      throw place.error("the system has no line of notes");
    }
    return lines.get(0).bars().size();
  }
}
