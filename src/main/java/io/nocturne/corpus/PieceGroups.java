package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The groups of some pieces by number, in the order of their first pieces. A piece without a group
 * is one of its own.
 *
 * @param numbers the group of each piece
 * @param count how many groups there are
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PieceGroups(int[] numbers, int count) {

  /** Numbers the groups of pieces. */
  public static PieceGroups of(List<TokenizedPiece> pieces) {
    int[] numbers = new int[pieces.size()];
    Map<String, Integer> known = new HashMap<>();
    int count = 0;
    for (int piece = 0; piece < numbers.length; piece++) {
      Optional<String> group = pieces.get(piece).membership().group();
      Integer before = group.isPresent() ? known.putIfAbsent(group.get(), count) : null;
      numbers[piece] = before == null ? count++ : before;
    }
    return new PieceGroups(numbers, count);
  }
}
