package io.nocturne.survey;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nocturne.base.Labels;

/** The rhythm of a study's excerpts. */
public enum Timing {
  /** All notes follow each other evenly, with equal length and velocity. */
  EVEN,
  /** The rhythm of the piece. */
  OWN;

  /** Returns the name in files. */
  @JsonValue
  public String label() {
    return Labels.of(this);
  }
}
