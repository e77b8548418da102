package io.nocturne.survey;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nocturne.base.Labels;

/**
 * The source of an excerpt.
 *
 * @param kind its type
 * @param name its name in tables, different from the other sources of a study
 */
public record Source(SourceType kind, String name) {

  /** The types of sources. */
  public enum SourceType {
    /** A trained network. */
    MODEL,
    /** Music by people. */
    HUMAN,
    /** Random notes. */
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
