package io.nocturne.cli.generate;

import io.nocturne.evaluate.page.PieceBlocks.PieceFacts;
import io.nocturne.io.html.Gallery;
import io.nocturne.music.Piece;
import io.nocturne.render.PianoRoll;
import io.nocturne.render.PianoRoll.PianoRollSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Makes the entry of a generated piece on the page of all pieces. */
final class PieceSummary {
  private static final PianoRollSpec ROLL = PianoRollSpec.DEFAULT.sized(960, 300);

  private PieceSummary() {}

  /**
   * Returns the entry of a piece.
   *
   * @param files names of the piece's files by format
   */
  static Gallery.Item of(Piece piece, Map<String, String> files) {
    String svg = new String(PianoRoll.of(piece, ROLL).svg(), StandardCharsets.UTF_8);
    return new Gallery.Item(piece.name(), PieceFacts.of(piece), files, svg);
  }
}
