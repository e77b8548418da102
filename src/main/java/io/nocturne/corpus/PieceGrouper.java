package io.nocturne.corpus;

import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.corpus.groups.GroupReport.Link;
import io.nocturne.corpus.groups.GroupReport.SimilarNames;
import io.nocturne.corpus.groups.GroupRule;
import io.nocturne.corpus.groups.GroupRule.PieceGrouping;
import io.nocturne.corpus.groups.Membership;
import io.nocturne.passage.SimilarPieces;
import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Finds the groups of the pieces of a corpus, and pieces that are similar. */
final class PieceGrouper {
  /** Up to this many notes, similar pieces are looked for even if no groups depend on it. */
  private static final long MAX_NOTES = 20_000_000;

  private final TakenPieces pieces;
  private final Path work;
  private final long maxNotes;
  private int count;
  private long notes;

  /**
   * Creates a grouper.
   *
   * @param work receives files
   */
  PieceGrouper(TakenPieces pieces, Path work) {
    this(pieces, work, MAX_NOTES);
  }

  PieceGrouper(TakenPieces pieces, Path work, long maxNotes) {
    this.pieces = pieces;
    this.work = work;
    this.maxNotes = maxNotes;
  }

  /**
   * The groups of pieces.
   *
   * @param grouping what each piece is a member of
   */
  record FoundGroups(PieceGrouping grouping, GroupReport report) {
    /** Each piece is a group of its own; similar ones were not looked for. */
    static final FoundGroups NONE =
        new FoundGroups((piece, name) -> Membership.NONE, GroupReport.NONE);
  }

  /** Groups the pieces. */
  FoundGroups find(Optional<GroupRule> rule) throws IOException {
    TokenNotes begun = new TokenNotes(pieces.tokenizer());
    pieces.forEach(
        (number, piece) -> {
          count++;
          notes += begun.count(piece.tokens());
        });
    if (notes > maxNotes && rule.filter(GroupRule::isByLikeness).isEmpty()) {
      return found(rule, List.of(), OptionalLong.of(notes));
    }
    SimilarPieces search = new SimilarPieces(notes, GroupReport.REPORTED);
    pieces.forEach((number, piece) -> search.add(begun.pitches(piece.tokens())));
    return found(rule, search.pairs(), OptionalLong.empty());
  }

  private FoundGroups found(
      Optional<GroupRule> rule, List<SimilarPair> similar, OptionalLong unsearched)
      throws IOException {
    Map<Integer, String> names = names(similar);
    if (rule.isEmpty()) {
      List<SimilarNames> named =
          similar.stream().map(pair -> named(names, pair, Link.APART)).toList();
      return new FoundGroups(FoundGroups.NONE.grouping(), GroupReport.ungrouped(named, unsearched));
    }
    PieceGrouping grouping = rule.get().grouping(count, similar, names::get);
    try (GroupTally tally = new GroupTally(work)) {
      pieces.forEach(
          (number, piece) -> tally.add(piece.name(), grouping.member(number, piece.name())));
      Set<SimilarPair> joins = new HashSet<>(grouping.joins());
      List<SimilarNames> named =
          similar.stream()
              .map(
                  pair ->
                      named(
                          names,
                          pair,
                          joins.contains(pair) ? Link.JOINED : link(names, pair, grouping)))
              .toList();
      return new FoundGroups(
          grouping, tally.report(rule.get().label(), grouping.unmatched(), named, unsearched));
    }
  }

  /** Returns the names of the pieces in pairs by their numbers. */
  private Map<Integer, String> names(List<SimilarPair> similar) throws IOException {
    Map<Integer, String> names = new HashMap<>();
    for (SimilarPair pair : similar) {
      names.put(pair.first(), "");
      names.put(pair.second(), "");
    }
    if (!names.isEmpty()) {
      pieces.forEach((number, piece) -> names.computeIfPresent(number, (key, old) -> piece.name()));
    }
    return names;
  }

  private static Link link(Map<Integer, String> names, SimilarPair pair, PieceGrouping grouping) {
    Optional<String> first = grouping.member(pair.first(), names.get(pair.first())).group();
    Optional<String> second = grouping.member(pair.second(), names.get(pair.second())).group();
    return first.isPresent() && first.equals(second) ? Link.WITHIN : Link.APART;
  }

  private static SimilarNames named(Map<Integer, String> names, SimilarPair pair, Link link) {
    return new SimilarNames(
        names.get(pair.first()),
        names.get(pair.second()),
        pair.share(),
        pair.shareOfSecond(),
        pair.semitones(),
        link);
  }
}
