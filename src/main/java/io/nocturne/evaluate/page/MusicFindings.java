package io.nocturne.evaluate.page;

import io.nocturne.evaluate.music.SetMeasures;
import io.nocturne.music.Piece;
import io.nocturne.originality.Originality;
import java.util.List;
import java.util.Optional;

/**
 * The results about music.
 *
 * @param name the name of the pieces that the reader knows
 * @param pieces the pieces, at least one
 * @param measures the measures of the pieces
 * @param reference the music that they are compared with, if any
 */
public record MusicFindings(
    String name, List<Piece> pieces, SetMeasures measures, Optional<Reference> reference) {

  /**
   * The music that pieces are compared with.
   *
   * @param name the name of it that the reader knows
   * @param measures the measures of its pieces
   * @param originalities the originality of each piece that is compared with it
   */
  public record Reference(String name, SetMeasures measures, List<Originality> originalities) {
    public Reference {
      originalities = List.copyOf(originalities);
    }
  }

  public MusicFindings {
    pieces = List.copyOf(pieces);
    if (pieces.size() != measures.pieces().size()) {
      throw new IllegalArgumentException(
          "measures must be of the %d pieces, were of %d"
              .formatted(pieces.size(), measures.pieces().size()));
    }
  }
}
