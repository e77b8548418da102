package io.nocturne.survey;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nocturne.base.Labels;

/**
 * Who made an excerpt.
 *
 * @param kind what they are
 * @param name as tables call them, different from the others of a study
 */
public record Source(SourceType kind, String name) {

  /** The types of sources. */
  public enum SourceType {
    /** A trained network. */
    MODEL,
    /** People. */
    HUMAN,
    /** Chance alone. */
    RANDOM;

    /** Returns the name in files. */
    @JsonValue
    public String label() {
      return Labels.of(this);
    }
  }

  public Source {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of a source must not be blank");
    }
  }
}
