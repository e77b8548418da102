package io.nocturne.midi;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.Require;

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
