package io.nocturne.preprocess;

import io.nocturne.music.Note;
import io.nocturne.music.Track;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One condition of a {@link TrackSelection}, which notes of a track meet or not. */
@FunctionalInterface
interface TrackTerm {
  /**
   * Returns which notes of a track are selected.
   *
   * @param number of the track, from 1
   * @param programs of the piece
   */
  Predicate<Note> of(int number, Track track, Programs programs);

  /** Returns the condition of a text, as {@link TrackSelection} lists them. */
  static TrackTerm parse(String text) {
    if (text.equals("all")) {
      return (number, track, programs) -> note -> true;
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
      return (number, track, programs) -> all(tracks.has(number));
    }
    Pattern name = glob(text.startsWith("name:") ? text.substring("name:".length()) : text);
    return (number, track, programs) -> all(name.matcher(track.name().strip()).matches());
  }

  private static Predicate<Note> all(boolean areSelected) {
    return note -> areSelected;
  }

  private static TrackTerm programs(NumberRange wanted) {
    return (number, track, programs) -> note -> wanted.has(programs.of(track, note));
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
