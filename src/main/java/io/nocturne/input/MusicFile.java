package io.nocturne.input;

import static java.util.Objects.requireNonNull;

import io.nocturne.music.Piece;
import java.util.List;

/**
 * The content of a file of music.
 *
 * @param format in words, such as {@code 1: tracks that sound together}
 * @param pieces one piece; of MIDI files of format 2 or that were joined, several
 * @param diagnostics what was wrong, in the order in which it was found; empty for a sound file
 */
public record MusicFile(String format, List<Piece> pieces, List<Finding> diagnostics) {

  public MusicFile {
    requireNonNull(format, "format");
    pieces = List.copyOf(pieces);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Returns this with the effect of the sustain pedal, {@link Piece#sustained}. */
  public MusicFile sustained() {
    return new MusicFile(format, pieces.stream().map(Piece::sustained).toList(), diagnostics);
  }

  /** Returns the number of notes of all pieces. */
  public int noteCount() {
    return pieces.stream().mapToInt(Piece::noteCount).sum();
  }

  /**
   * Something in a file that is not as its standard wants it, and how it was read.
   *
   * @param message what is wrong, as a clause without a full stop, such as {@code track 2 ends 12
   *     bytes early}
   */
  public record Finding(FilePlace place, String message) {

    public Finding {
      requireNonNull(place, "place");
      requireNonNull(message, "message");
    }

    /**
     * Returns the whole sentence, such as {@code ballade.mid, byte 1483: track 2 ends 12 bytes
     * early}.
     *
     * @param name the file's name; left out if empty
     */
    public String describe(String name) {
      return (name.isEmpty() ? "" : name + ", ") + place.describe() + ": " + message;
    }
  }
}
