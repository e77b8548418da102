package io.nocturne.corpus.groups;

import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

  /**
   * Groups pieces.
   *
   * @param names of the pieces: the path of each one's file below the folder that was prepared
   * @param similar the pieces that have passages in common, by their places among the names, the
   *     most similar first
   */
  GroupedPieces group(List<String> names, List<SimilarPair> similar);

  /**
   * Pieces in groups.
   *
   * @param members what each piece is a member of
   * @param unmatched what the rule lists without a piece of that name
   * @param joins those of the similar pairs that put two groups together
   */
  record GroupedPieces(List<Membership> members, List<String> unmatched, List<SimilarPair> joins) {
    public GroupedPieces {
      members = List.copyOf(members);
      unmatched = List.copyOf(unmatched);
      joins = List.copyOf(joins);
    }

    /** Creates groups by a rule that knows the group of each piece by itself. */
    static GroupedPieces of(List<Membership> members) {
      return new GroupedPieces(members, List.of(), List.of());
    }
  }

  /** Returns a member of the group, or of none if there is none. */
  static Membership member(Optional<String> group) {
    return group.filter(name -> !name.isBlank()).map(Membership::of).orElse(Membership.NONE);
  }
}
