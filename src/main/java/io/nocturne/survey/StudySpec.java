package io.nocturne.survey;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nocturne.base.Labels;
import java.util.Objects;

/**
 * The settings of a study.
 *
 * @param title the title of each page
 * @param seconds the length of each excerpt, 1 to 300
 * @param timing the rhythm of the excerpts
 * @param seed of all random choices
 * @param participants the number of participants, at least 1
 */
public record StudySpec(String title, double seconds, Timing timing, long seed, int participants) {
  public StudySpec {
    requireValid(title, seconds, timing, participants);
  }

  /** Requires what a study shows and how many take part to be possible. */
  static void requireValid(String title, double seconds, Timing timing, int participants) {
    if (title.isBlank()) {
      throw new IllegalArgumentException("title must not be blank");
    }
    if (!(seconds >= 1 && seconds <= 300)) {
      throw new IllegalArgumentException("seconds must be 1 to 300, were " + seconds);
    }
    Objects.requireNonNull(timing, "timing");
    if (participants < 1) {
      throw new IllegalArgumentException("participants must be at least 1, were " + participants);
    }
  }

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
}
