package io.nocturne.midi;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.Require;
import io.nocturne.music.Piece;
import java.util.List;

/**
 * The content of a MIDI file.
 *
 * @param format 0 (one track), 1 (tracks that sound together) or 2 (independent tracks)
 * @param pieces one piece, or one a track for format 2; more where files were joined
 * @param diagnostics what was wrong, in the order in which it was found; empty for a sound file
 */
public record MidiFile(int format, List<Piece> pieces, List<Diagnostic> diagnostics) {

  public MidiFile {
    Require.between("format", format, 0, 2);
    pieces = List.copyOf(pieces);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Returns the number of notes of all pieces. */
  public int noteCount() {
    return pieces.stream().mapToInt(Piece::noteCount).sum();
  }

  /**
   * Something in a MIDI file that is not as the standard wants it, and how it was read.
   *
   * @param track the number of the track, from 1; 0 for what comes before the first track
   * @param offset the byte of the file at which it was found, from 0
   * @param message what is wrong, as a clause without a full stop, such as {@code track 2 ends 12
   *     bytes early}
   */
  public record Diagnostic(int track, long offset, String message) {

    public Diagnostic {
      Require.atLeast("track", track, 0);
      Require.atLeast("offset", offset, 0);
      requireNonNull(message, "message");
    }

    /**
     * Returns the whole sentence, such as {@code ballade.mid, byte 1483: track 2 ends 12 bytes
     * early}.
     *
     * @param name the file's name; left out if empty
     */
    public String describe(String name) {
      return (name.isEmpty() ? "" : name + ", ") + "byte " + offset + ": " + message;
    }
  }
}
