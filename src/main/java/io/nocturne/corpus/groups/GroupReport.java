package io.nocturne.corpus.groups;

import io.nocturne.corpus.groups.GroupRule.GroupedPieces;
import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
 */
public record GroupReport(
    Optional<String> by,
    int groups,
    int largest,
    List<String> ungrouped,
    List<String> unmatched,
    List<String> acrossParts,
    List<SimilarNames> similar) {
  /** From this share of passages on pieces are alike. */
  public static final double ALIKE = 0.03;

  /** Below twice that, a join is doubtful, and above half of it, that there is none. */
  public static final double REPORTED = ALIKE / 2;

  /** Nothing is reported. */
  public static final GroupReport NONE = ungrouped(List.of());

  public GroupReport {
    ungrouped = List.copyOf(ungrouped);
    unmatched = List.copyOf(unmatched);
    acrossParts = List.copyOf(acrossParts);
    similar = List.copyOf(similar);
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
  public static GroupReport of(List<String> names, List<SimilarPair> similar) {
    return ungrouped(similar.stream().map(pair -> named(names, pair, Link.APART)).toList());
  }

  /** Reports on pieces that are each a group of its own. */
  public static GroupReport ungrouped(List<SimilarNames> similar) {
    return new GroupReport(Optional.empty(), 0, 0, List.of(), List.of(), List.of(), similar);
  }

  /** Returns whether the groups were found by likeness. */
  public boolean isByLikeness() {
    return by.filter(LikenessRule.LABEL::equals).isPresent();
  }

  /** Reports on groups. */
  public static GroupReport of(
      String by, List<String> names, GroupedPieces grouped, List<SimilarPair> similar) {
    List<Membership> members = grouped.members();
    Map<String, Long> sizes =
        members.stream()
            .flatMap(member -> member.group().stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<String> alone =
        IntStream.range(0, names.size())
            .filter(piece -> members.get(piece).group().isEmpty())
            .mapToObj(names::get)
            .toList();
    Set<SimilarPair> joins = new HashSet<>(grouped.joins());
    return new GroupReport(
        Optional.of(by),
        sizes.size() + alone.size(),
        sizes.values().stream().mapToInt(Long::intValue).max().orElse(1),
        alone,
        grouped.unmatched(),
        acrossParts(members),
        similar.stream().map(pair -> named(names, pair, link(pair, members, joins))).toList());
  }

  private static List<String> acrossParts(List<Membership> members) {
    return members.stream()
        .filter(member -> member.group().isPresent() && member.part().isPresent())
        .distinct()
        .collect(Collectors.groupingBy(member -> member.group().get(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(group -> group.getValue() > 1)
        .map(Map.Entry::getKey)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static Link link(SimilarPair pair, List<Membership> members, Set<SimilarPair> joins) {
    if (joins.contains(pair)) {
      return Link.JOINED;
    }
    Optional<String> first = members.get(pair.first()).group();
    return first.isPresent() && first.equals(members.get(pair.second()).group())
        ? Link.WITHIN
        : Link.APART;
  }

  private static SimilarNames named(List<String> names, SimilarPair pair, Link link) {
    return new SimilarNames(
        names.get(pair.first()),
        names.get(pair.second()),
        pair.share(),
        pair.shareOfSecond(),
        pair.semitones(),
        link);
  }
}
