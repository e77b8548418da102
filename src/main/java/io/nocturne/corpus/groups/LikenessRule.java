package io.nocturne.corpus.groups;

import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Groups pieces that are alike, and those that are linked by others that are. */
record LikenessRule() implements GroupRule {
  static final String LABEL = "auto";

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public GroupedPieces group(List<String> names, List<SimilarPair> similar) {
    int[] parents = new int[names.size()];
    Arrays.setAll(parents, piece -> piece);
    List<SimilarPair> joins = new ArrayList<>();
    for (SimilarPair pair : similar) {
      int first = root(parents, pair.first());
      int second = root(parents, pair.second());
      if (pair.likeness() >= GroupReport.ALIKE && first != second) {
        // The earliest piece is the root, so that it names the group.
        parents[Math.max(first, second)] = Math.min(first, second);
        joins.add(pair);
      }
    }
    int[] sizes = new int[names.size()];
    for (int piece = 0; piece < parents.length; piece++) {
      sizes[root(parents, piece)]++;
    }
    List<Membership> members = new ArrayList<>();
    for (int piece = 0; piece < parents.length; piece++) {
      int root = root(parents, piece);
      members.add(sizes[root] > 1 ? Membership.of(names.get(root)) : Membership.NONE);
    }
    return new GroupedPieces(members, List.of(), joins);
  }

  private static int root(int[] parents, int piece) {
    int root = piece;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }
}
