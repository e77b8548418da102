package io.nocturne.generate;

import io.nocturne.base.Require;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form of a new piece in letters: in AABA the second and the fourth section repeat the first,
 * token for token. The piece ends with the last section.
 *
 * @param letters one for each section, A to Z, at most {@value #MAX_SECTIONS}
 * @param length the length of each section, at least 1: in bars if there are bar tokens, else in
 *     tokens
 * @param bar the id that begins a bar; empty if no token does. Tokens before the first bar belong
 *     to no section
 * @param once ids of which a piece has at most one, and a repeated section none: time signatures,
 *     under which its bars would not be the same
 */
public record SectionForm(String letters, int length, OptionalInt bar, Set<Integer> once) {
  /** The maximum number of sections. */
  public static final int MAX_SECTIONS = 64;

  private static final Pattern LETTERS = Pattern.compile("[A-Z]{1," + MAX_SECTIONS + "}");

  public SectionForm {
    requireLetters(letters);
    Require.atLeast("section", length, 1);
    Objects.requireNonNull(bar, "bar");
    once = Set.copyOf(once);
  }

  /**
   * Checks that letters can be a form's.
   *
   * @throws IllegalArgumentException saying what they must be
   */
  public static void requireLetters(String letters) {
    if (!LETTERS.matcher(letters).matches()) {
      throw new IllegalArgumentException(
          "form must be 1 to %d letters from A to Z, such as AABA, was %s"
              .formatted(MAX_SECTIONS, letters));
    }
  }

  /** Returns the form's name for messages. */
  String name() {
    return "form " + letters;
  }

  int count() {
    return letters.length();
  }

  /** Returns the section that another one repeats, counted from 0: itself if it is new. */
  int first(int section) {
    return letters.indexOf(letters.charAt(section));
  }

  boolean isNew(int section) {
    return first(section) == section;
  }

  /** Returns whether an id begins a bar or, without bars, is one unit of a section. */
  boolean opens(int id) {
    return bar.isEmpty() || bar.getAsInt() == id;
  }
}
