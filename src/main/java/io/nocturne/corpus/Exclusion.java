package io.nocturne.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Patterns of the files to leave out.
 *
 * @param globs as {@link Glob} reads them
 */
public record Exclusion(List<String> globs) {
  /** No file is left out. */
  public static final Exclusion NONE = new Exclusion(List.of());

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if a pattern is not valid
   */
  public Exclusion {
    globs = List.copyOf(globs);
    globs.forEach(Glob::pattern);
  }

  /**
   * Parses patterns with commas between them. Commas in braces belong to a pattern.
   *
   * @throws IllegalArgumentException if a pattern is empty or not valid
   */
  public static Exclusion parse(String text) {
    List<String> globs = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '{' -> depth++;
        case '}' -> depth--;
        case '\\' -> i++;
        case ',' -> {
          if (depth == 0) {
            globs.add(text.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    globs.add(text.substring(start));
    return new Exclusion(globs);
  }

  /** Returns the patterns with commas between them. */
  public String label() {
    return String.join(",", globs);
  }

  /** Returns whether a path, with slashes, is that of a file to leave out. */
  Predicate<String> matcher() {
    return globs.stream()
        .map(glob -> Glob.pattern(glob).asMatchPredicate())
        .reduce(path -> false, Predicate::or);
  }
}
