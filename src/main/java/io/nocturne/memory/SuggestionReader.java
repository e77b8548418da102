package io.nocturne.memory;

import io.nocturne.base.Require;
import io.nocturne.token.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pieces and keeps what their tokens so far suggest at each position, for some pieces at a
 * time.
 */
public final class SuggestionReader {
  private final List<Tokens> pieces;
  private final MemoryModel model;
  private final Map<Integer, Suggestions[]> read;

  /**
   * Creates a reader.
   *
   * @param model whose weights the suggestions have
   * @param kept the number of pieces whose suggestions are kept, those that were asked for last, at
   *     least 1
   */
  public SuggestionReader(List<Tokens> pieces, MemoryModel model, int kept) {
    Require.atLeast("kept pieces", kept, 1);
    this.pieces = List.copyOf(pieces);
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
   * @param piece the number of the piece in the list
   * @param position in [0, length of the piece)
   */
  public Suggestions before(int piece, int position) {
    return read.computeIfAbsent(piece, this::read)[position];
  }

  private Suggestions[] read(int piece) {
    Tokens tokens = pieces.get(piece);
    PieceMemory memory = model.newPiece();
    Suggestions[] suggestions = new Suggestions[tokens.length()];
    for (int i = 0; i < suggestions.length; i++) {
      suggestions[i] = memory.suggestions();
      memory.add(tokens.id(i));
    }
    return suggestions;
  }
}
