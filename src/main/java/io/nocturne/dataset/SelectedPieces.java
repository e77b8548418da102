package io.nocturne.dataset;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some of the pieces of a corpus: four bytes a piece, whether or not they are in memory. */
final class SelectedPieces extends AbstractList<TokenizedPiece> implements RandomAccess {
  private final List<TokenizedPiece> all;
  private final int[] selected;

  /** Selects pieces by their place among all. */
  SelectedPieces(List<TokenizedPiece> all, IntPredicate isSelected) {
    this.all = all;
    this.selected = IntStream.range(0, all.size()).filter(isSelected).toArray();
  }

  @Override
  public int size() {
    return selected.length;
  }

  @Override
  public TokenizedPiece get(int place) {
    return all.get(selected[place]);
  }
}
