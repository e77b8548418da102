package io.nocturne.survey;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nocturne.base.Labels;

/** What becomes of the rhythm of the excerpts of a study. */
public enum Timing {
  /** All notes follow each other at one pace, equally long and loud, whatever they were. */
  EVEN,
  /** As it was written or made. */
  OWN;

  /** As files have it. */
  @JsonValue
  public String label() {
    return Labels.of(this);
  }
}
