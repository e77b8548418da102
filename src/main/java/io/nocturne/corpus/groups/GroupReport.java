package io.nocturne.corpus.groups;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The groups of a corpus, and the pieces that have much in common.
 *
 * @param by the rule in words; empty if each piece is a group of its own
 * @param groups how many groups there are, those of a single piece included; 0 without a rule
 * @param largest the number of pieces in the largest; 0 without a rule
 * @param ungrouped the pieces that the rule gives no group; each is one of its own
 * @param unmatched what the rule lists without a piece of that name
 * @param acrossParts the groups that are in several parts of the listed split
 * @param similar pieces that have passages in common, the most similar pairs first
 * @param unsearched if similar pieces were not looked for, among how many notes
 */
public record GroupReport(
    Optional<String> by,
    int groups,
    int largest,
    FoundNames ungrouped,
    FoundNames unmatched,
    FoundNames acrossParts,
    List<SimilarNames> similar,
    OptionalLong unsearched) {
  /** From this share of passages on pieces are alike. */
  public static final double ALIKE = 0.03;

  /** Below twice that, a join is doubtful, and above half of it, that there is none. */
  public static final double REPORTED = ALIKE / 2;

  /** Nothing is reported. */
  public static final GroupReport NONE = ungrouped(List.of(), OptionalLong.empty());

  public GroupReport {
    similar = List.copyOf(similar);
  }

  /**
   * Names of pieces, rows or groups.
   *
   * @param first the first {@value #MAX_LISTED}
   * @param count how many there are
   */
  public record FoundNames(List<String> first, long count) {
    /** The maximum number of {@link #first} names. */
    public static final int MAX_LISTED = 1000;

    /** No names. */
    public static final FoundNames NONE = of(List.of());

    public FoundNames {
      first = List.copyOf(first);
    }

    /** Creates names of all that there are. */
    public static FoundNames of(List<String> all) {
      return new FoundNames(all.subList(0, Math.min(MAX_LISTED, all.size())), all.size());
    }
  }

  /** The relation of the groups of two similar pieces. */
  public enum Link {
    /** It put two groups together. */
    JOINED,
    /** They are in one group anyway. */
    WITHIN,
    /** They are in different groups. */
    APART
  }

  /**
   * Two pieces that have passages in common.
   *
   * @param piece the name of the earlier one
   * @param other the name of the later one
   * @param share of the piece's passages, those that the other one has in this transposition
   * @param shareOfOther of the other one's passages, the same ones
   * @param semitones by which the other one is higher
   * @param link what this means for their groups
   */
  public record SimilarNames(
      String piece, String other, double share, double shareOfOther, int semitones, Link link) {

    /** Returns the larger share, which is that of the shorter piece. */
    public double likeness() {
      return Math.max(share, shareOfOther);
    }
  }

  /** Reports on pieces that are each a group of its own. */
  public static GroupReport ungrouped(List<SimilarNames> similar, OptionalLong unsearched) {
    return new GroupReport(
        Optional.empty(),
        0,
        0,
        FoundNames.NONE,
        FoundNames.NONE,
        FoundNames.NONE,
        similar,
        unsearched);
  }

  /** Returns whether the groups were found by likeness. */
  public boolean isByLikeness() {
    return by.filter(LikenessRule.LABEL::equals).isPresent();
  }
}
