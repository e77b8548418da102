package io.nocturne.memory;

import io.nocturne.token.Tokens;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads pieces and keeps what their tokens so far suggest at each position, for one piece at a
 * time. It is fast if it is asked about one piece after the other.
 */
public final class SuggestionReader {
  private static final int NONE = -1;

  private final List<Tokens> pieces;
  private final IntFunction<MemoryModel> models;
  private int current = NONE;
  private Suggestions[] suggestions = new Suggestions[0];

  /**
   * Creates a reader.
   *
   * @param models returns the memory for a piece, by its number in the list
   */
  public SuggestionReader(List<Tokens> pieces, IntFunction<MemoryModel> models) {
    this.pieces = List.copyOf(pieces);
    this.models = models;
  }

  /**
   * Returns what the tokens before a position suggest for it.
   *
   * @param piece the number of the piece in the list
   * @param position in [0, length of the piece)
   */
  public Suggestions before(int piece, int position) {
    if (piece != current) {
      Tokens tokens = pieces.get(piece);
      PieceMemory memory = models.apply(piece).newPiece();
      suggestions = new Suggestions[tokens.length()];
      for (int i = 0; i < suggestions.length; i++) {
        suggestions[i] = memory.suggestions();
        memory.add(tokens.id(i));
      }
      current = piece;
    }
    return suggestions[position];
  }
}
