package io.nocturne.corpus.groups;

import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups pieces by what the capturing groups of a regular expression find in their names.
 *
 * @param pattern has at least one capturing group
 */
record PatternRule(Pattern pattern) implements GroupRule {
  PatternRule {
    if (pattern.matcher("").groupCount() == 0) {
      throw new IllegalArgumentException(
          "the regular expression must have a capturing group, such as ([0-9]+), was " + pattern);
    }
  }

  @Override
  public String label() {
    return "regex:" + pattern;
  }

  @Override
  public PieceGrouping grouping(int pieces, List<SimilarPair> similar, IntFunction<String> names) {
    return (piece, name) -> GroupRule.member(found(name));
  }

  private Optional<String> found(String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.find()
        ? Optional.of(
            IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .filter(part -> part != null)
                .collect(Collectors.joining("/")))
        : Optional.empty();
  }
}
