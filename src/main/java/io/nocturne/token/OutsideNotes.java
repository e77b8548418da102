package io.nocturne.token;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What becomes of a note whose pitch the vocabulary lacks. */
public enum OutsideNotes {
  /** It is left out and counted. */
  SKIP("skip"),
  /** It is moved by as few octaves as bring it to a pitch of the vocabulary, and counted. */
  FOLD_OCTAVES("fold-octaves");

  private final String label;

  OutsideNotes(String label) {
    this.label = label;
  }

  /** How {@code vocabulary.json} writes it. */
  public String label() {
    return label;
  }

  /**
   * The choice with a label.
   *
   * @throws IllegalArgumentException if there is none, listing those there are
   */
  public static OutsideNotes labelled(String label) {
    return Arrays.stream(values())
        .filter(choice -> choice.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "outside must be one of %s, was %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(OutsideNotes::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }
}
