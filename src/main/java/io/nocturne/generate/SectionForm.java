package io.nocturne.generate;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form of a new piece in letters: of AABA the second and the fourth section are the first once
 * more, token for token. The end of the last section is that of the piece.
 *
 * @param letters one for each section, A to Z, at most {@value #MOST}
 * @param length how long each section is, at least 1: in bars if tokens tell them, else in tokens
 * @param bar the id that begins a bar; empty if tokens tell none. What goes before the first bar
 *     belongs to no section
 * @param once ids of which no other comes once one has come, and none in a section that comes
 *     again: time signatures, under which its bars would not be the same
 */
public record SectionForm(String letters, int length, OptionalInt bar, Set<Integer> once) {
  /** The most sections. */
  public static final int MOST = 64;

  private static final Pattern LETTERS = Pattern.compile("[A-Z]{1," + MOST + "}");

  public SectionForm {
    requireLetters(letters);
    GenerateSpec.requireAtLeastOne("section", length);
    Objects.requireNonNull(bar, "bar");
    once = Set.copyOf(once);
  }

  /**
   * Throws unless letters can be a form's.
   *
   * @throws IllegalArgumentException saying what they must be
   */
  public static void requireLetters(String letters) {
    if (!LETTERS.matcher(letters).matches()) {
      throw new IllegalArgumentException(
          "form must be 1 to %d letters from A to Z, such as AABA, was %s"
              .formatted(MOST, letters));
    }
  }

  /** How it was asked for. */
  String name() {
    return "--form " + letters;
  }

  int count() {
    return letters.length();
  }

  /** The section that another is, counted from 0: itself if it is new. */
  int first(int section) {
    return letters.indexOf(letters.charAt(section));
  }

  boolean isNew(int section) {
    return first(section) == section;
  }

  /** Whether a section, or one that goes on in it, may begin with an id. */
  boolean opens(int id) {
    return bar.isEmpty() || bar.getAsInt() == id;
  }
}
