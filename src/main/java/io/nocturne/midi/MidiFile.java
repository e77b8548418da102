package io.nocturne.midi;

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
}
