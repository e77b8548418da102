package io.nocturne.evaluate.page;

import io.nocturne.evaluate.music.SetMeasures;
import io.nocturne.music.Piece;
import io.nocturne.originality.Originality;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about music.
 *
 * @param name what the pieces are, as the reader knows them
 * @param pieces at least one
 * @param measures of these
 * @param reference what they are compared with, if anything
 */
public record MusicFindings(
    String name, List<Piece> pieces, SetMeasures measures, Optional<Reference> reference) {

  /**
   * Other music.
   *
   * @param name what it is, as the reader knows it
   * @param measures of its pieces
   * @param originalities of each of the pieces that are compared with it
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
