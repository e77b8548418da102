package io.nocturne.corpus.groups;

import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The rule by which the pieces of a corpus are put into groups. */
public sealed interface GroupRule permits FolderRule, PatternRule, ListedFiles, LikenessRule {
  /**
   * Returns a rule.
   *
   * @param rule {@code folder}, {@code folder:LEVELS}, {@code auto}, {@code regex:PATTERN}, or the
   *     path of a table: CSV if it ends with {@code .csv}, else a list with a file, a tab and the
   *     file's group on each line
   * @param columns of a CSV table, the column of the files, then those of the work; none if they
   *     have usual names
   * @throws IllegalArgumentException if the rule is malformed
   * @throws IOException if the table cannot be read or a row is wrong, naming both
   */
  static GroupRule named(String rule, List<String> columns) throws IOException {
    return GroupRules.named(rule, columns);
  }

  /** Returns the rule as reports name it, such as {@code folder:1}. */
  String label();

  /** Returns whether groups depend on the similarity of pieces. */
  default boolean isByLikeness() {
    return false;
  }

  /**
   * Begins to group pieces.
   *
   * @param pieces how many there are
   * @param similar those that have passages in common, by their numbers, the most similar first
   * @param names the names of the similar ones by their numbers
   */
  PieceGrouping grouping(int pieces, List<SimilarPair> similar, IntFunction<String> names);

  /** Groups pieces one after another, without holding them. */
  interface PieceGrouping {
    /**
     * Returns what a piece is a member of; the same whenever it is asked.
     *
     * @param piece its number, from 0
     * @param name the path of its file below the folder that was prepared
     */
    Membership member(int piece, String name);

    /** Returns what the rule lists without a piece of that name, after all pieces. */
    default List<String> unmatched() {
      return List.of();
    }

    /** Returns those of the similar pairs that put two groups together. */
    default List<SimilarPair> joins() {
      return List.of();
    }
  }

  /** Returns a member of the group, or of none if there is none. */
  static Membership member(Optional<String> group) {
    return group.filter(name -> !name.isBlank()).map(Membership::of).orElse(Membership.NONE);
  }
}
