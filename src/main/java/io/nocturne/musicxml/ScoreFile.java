package io.nocturne.musicxml;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.Require;
import io.nocturne.music.Piece;
import java.util.List;

/**
 * The content of a MusicXML file.
 *
 * @param version of MusicXML as the file states it, such as {@code 4.0}
 * @param piece its music with the repeats played, one track a part
 * @param diagnostics what was wrong or left out, in the order in which it was found
 */
public record ScoreFile(String version, Piece piece, List<ScoreFinding> diagnostics) {

  public ScoreFile {
    requireNonNull(version, "version");
    requireNonNull(piece, "piece");
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Something in a MusicXML file that is not as the specification wants it or is not played, and
   * how it was read.
   *
   * @param part the part's id; empty for what comes before the first
   * @param measure the measure's number as it is written; empty outside of measures
   * @param line the line of the file, from 1
   * @param message what is wrong, as a clause without a full stop
   */
  public record ScoreFinding(String part, String measure, int line, String message) {

    public ScoreFinding {
      requireNonNull(part, "part");
      requireNonNull(measure, "measure");
      Require.atLeast("line", line, 1);
      requireNonNull(message, "message");
    }
  }
}
