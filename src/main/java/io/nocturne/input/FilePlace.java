package io.nocturne.input;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.Require;

/** A place in a file of music, as its format counts. */
public sealed interface FilePlace {

  /**
   * Returns the place in words, such as {@code byte 1483} or {@code line 12, part P1, measure 3}.
   */
  String describe();

  /**
   * A place in a MIDI file.
   *
   * @param offset the byte of the file, from 0
   * @param track the number of the track, from 1; 0 for what comes before the first track
   */
  record InMidi(long offset, int track) implements FilePlace {
    public InMidi {
      Require.atLeast("offset", offset, 0);
      Require.atLeast("track", track, 0);
    }

    @Override
    public String describe() {
      return "byte " + offset;
    }
  }

  /**
   * A place in a score.
   *
   * @param line of the file, from 1
   * @param part the part's id; empty for what comes before the first
   * @param measure the measure's number as it is written; empty outside of measures
   */
  record InScore(int line, String part, String measure) implements FilePlace {
    public InScore {
      Require.atLeast("line", line, 1);
      requireNonNull(part, "part");
      requireNonNull(measure, "measure");
    }

    @Override
    public String describe() {
      return "line "
          + line
          + (part.isEmpty() ? "" : ", part " + part)
          + (measure.isEmpty() ? "" : ", measure " + measure);
    }
  }
}
