package io.nocturne.preprocess;

import io.nocturne.music.Note;
import io.nocturne.music.Track;
import java.util.Optional;
import java.util.regex.Pattern;

/** One condition of a {@link TrackSelection}, which a note of a track meets or not. */
@FunctionalInterface
interface TrackTerm {
  /**
   * Returns whether a note is selected.
   *
   * @param number of the track, from 1
   * @param programs of the piece
   */
  boolean selects(int number, Track track, Note note, Programs programs);

  /** Returns the condition of a text, as {@link TrackSelection} lists them. */
  static TrackTerm parse(String text) {
    if (text.equals("all")) {
      return (number, track, note, programs) -> true;
    }
    if (text.equals("piano")) {
      return programs(new NumberRange(0, 7));
    }
    if (text.startsWith("program:")) {
      String numbers = text.substring("program:".length());
      return programs(
          NumberRange.parse(numbers)
              .orElseThrow(
                  () -> new IllegalArgumentException("programs must be numbers, were " + numbers))
              .within(0, 127));
    }
    Optional<NumberRange> numbers = NumberRange.parse(text);
    if (numbers.isPresent()) {
      NumberRange tracks = numbers.get().within(1, 65_535);
      return (number, track, note, programs) -> tracks.has(number);
    }
    Pattern name = glob(text.startsWith("name:") ? text.substring("name:".length()) : text);
    return (number, track, note, programs) -> name.matcher(track.name().strip()).matches();
  }

  private static TrackTerm programs(NumberRange wanted) {
    return (number, track, note, programs) -> wanted.has(programs.of(track, note));
  }

  private static Pattern glob(String text) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '*' -> pattern.append(".*");
        case '?' -> pattern.append('.');
        default -> pattern.append(Pattern.quote(text.substring(i, i + 1)));
      }
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
