package io.nocturne.corpus.groups;

import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** Groups pieces that are alike, and those that are linked by others that are. */
record LikenessRule() implements GroupRule {
  static final String LABEL = "auto";

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public boolean isByLikeness() {
    return true;
  }

  @Override
  public PieceGrouping grouping(int pieces, List<SimilarPair> similar, IntFunction<String> names) {
    return new LinkedPieces(pieces, similar, names);
  }

  /** Pieces, of which those of a group are linked to its earliest, which names it. */
  private static final class LinkedPieces implements PieceGrouping {
    private final int[] parents;
    private final BitSet grouped = new BitSet();
    private final List<SimilarPair> joins = new ArrayList<>();
    private final IntFunction<String> names;

    LinkedPieces(int pieces, List<SimilarPair> similar, IntFunction<String> names) {
      this.names = names;
      parents = new int[pieces];
      Arrays.setAll(parents, piece -> piece);
      for (SimilarPair pair : similar) {
        int first = root(pair.first());
        int second = root(pair.second());
        if (pair.likeness() >= GroupReport.ALIKE && first != second) {
          // The earliest piece is the root, so that it names the group.
          parents[Math.max(first, second)] = Math.min(first, second);
          joins.add(pair);
        }
      }
      for (SimilarPair pair : joins) {
        grouped.set(pair.first());
        grouped.set(pair.second());
      }
    }

    private int root(int piece) {
      int root = piece;
      while (parents[root] != root) {
        parents[root] = parents[parents[root]];
        root = parents[root];
      }
      return root;
    }

    @Override
    public Membership member(int piece, String name) {
      return grouped.get(piece) ? Membership.of(names.apply(root(piece))) : Membership.NONE;
    }

    @Override
    public List<SimilarPair> joins() {
      return List.copyOf(joins);
    }
  }
}
