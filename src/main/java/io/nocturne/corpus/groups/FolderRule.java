package io.nocturne.corpus.groups;

import io.nocturne.base.Require;
import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Groups pieces by the folders that they are in.
 *
 * @param levels how many folders count, from the top; if empty, all of them
 */
record FolderRule(OptionalInt levels) implements GroupRule {
  FolderRule {
    levels.ifPresent(count -> Require.atLeast("levels of folders", count, 1));
  }

  @Override
  public String label() {
    return levels.isPresent() ? "folder:" + levels.getAsInt() : "folder";
  }

  @Override
  public PieceGrouping grouping(int pieces, List<SimilarPair> similar, IntFunction<String> names) {
    return (piece, name) -> GroupRule.member(Optional.of(folder(name)));
  }

  private String folder(String name) {
    List<String> path = List.of(name.split("/"));
    int folders = path.size() - 1;
    return String.join("/", path.subList(0, Math.min(folders, levels.orElse(folders))));
  }
}
