package io.nocturne.survey;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nocturne.base.Labels;

/** The rhythm of a study's excerpts. */
public enum Timing {
  /** All notes follow each other at one pace, equally long and loud, whatever they were. */
  EVEN,
  /** As it was written or made. */
  OWN;

  /** Returns the name in files. */
  @JsonValue
  public String label() {
    return Labels.of(this);
  }
}
