package io.nocturne.memory;

import io.nocturne.base.Require;
import io.nocturne.token.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Reads pieces and keeps what their tokens so far suggest at each position, for some pieces at a
 * time.
 */
public final class SuggestionReader {
  private final IntFunction<Tokens> pieces;
  private final MemoryModel model;
  private final Map<Integer, Suggestions[]> read;

  /**
   * Creates a reader.
   *
   * @param pieces returns a piece by its number
   * @param model whose weights the suggestions have
   * @param kept the number of pieces whose suggestions are kept, those that were asked for last, at
   *     least 1
   */
  public SuggestionReader(IntFunction<Tokens> pieces, MemoryModel model, int kept) {
    Require.atLeast("kept pieces", kept, 1);
    this.pieces = pieces;
    this.model = model;
    read =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Suggestions[]> eldest) {
            return size() > kept;
          }
        };
  }

  /**
   * Returns what the tokens before a position suggest for it.
   *
   * @param piece the number of the piece
   * @param position in [0, length of the piece)
   */
  public Suggestions before(int piece, int position) {
    return read.computeIfAbsent(piece, this::read)[position];
  }

  private Suggestions[] read(int piece) {
    int[] ids = pieces.apply(piece).toArray();
    PieceMemory memory = model.newPiece();
    Suggestions[] suggestions = new Suggestions[ids.length];
    for (int i = 0; i < suggestions.length; i++) {
      suggestions[i] = memory.suggestions();
      memory.add(ids[i]);
    }
    return suggestions;
  }
}
