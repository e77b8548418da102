package io.nocturne.cli.corpus;

import io.nocturne.base.Numbers;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.corpus.groups.GroupReport.FoundNames;
import io.nocturne.corpus.groups.GroupReport.Link;
import io.nocturne.corpus.groups.GroupReport.SimilarNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Summarizes the groups of a corpus, and the pieces that have much in common. */
final class GroupSummary {
  private static final int SHOWN = 3;
  private static final double DOUBTFUL = 2 * GroupReport.ALIKE;

  private final GroupReport report;
  private final List<String> lines = new ArrayList<>();

  private GroupSummary(GroupReport report) {
    this.report = report;
  }

  /** Returns a line for each finding. */
  static List<String> lines(GroupReport report) {
    GroupSummary summary = new GroupSummary(report);
    report.by().ifPresent(summary::addGroups);
    summary.addAlike();
    report.unsearched().ifPresent(summary::addUnsearched);
    return summary.lines;
  }

  private void addGroups(String by) {
    lines.add(
        "%s by %s, the largest of %s"
                .formatted(
                    TextWidth.count(report.groups(), "group", "groups"),
                    by,
                    TextWidth.count(report.largest(), "piece", "pieces"))
            + (report.groups() == 1 ? "; training needs two, or --split window" : ""));
    if (report.isByLikeness()) {
      addDoubts();
    } else {
      addNames(
          TextWidth.count(report.ungrouped().count(), "piece", "pieces")
              + " without a group, each one of its own",
          report.ungrouped());
    }
    addNames(
        TextWidth.count(report.unmatched().count(), "row", "rows") + " without a piece",
        report.unmatched());
    addNames(
        TextWidth.count(report.acrossParts().count(), "group", "groups")
            + " in several parts of the listed split",
        report.acrossParts());
  }

  private void addNames(String finding, FoundNames names) {
    if (names.count() > 0) {
      lines.add(finding + ": " + first(names.first()));
    }
  }

  /** Adds how sure it is that the groups are works. */
  private void addDoubts() {
    List<SimilarNames> doubtful =
        pairs(pair -> pair.link() == Link.JOINED && pair.likeness() < DOUBTFUL);
    Collections.reverse(doubtful);
    addPairs(
        "joined by less than %s of the shorter piece".formatted(Numbers.percent(DOUBTFUL)),
        doubtful);
    addPairs(
        "kept apart, with less than %s in common".formatted(Numbers.percent(GroupReport.ALIKE)),
        pairs(pair -> pair.link() == Link.APART));
  }

  private void addAlike() {
    String leak =
        report.by().isEmpty()
            ? "with passages in common, which --groups auto keeps in one part"
            : "with passages in common, in different groups";
    addPairs(
        leak, pairs(pair -> pair.link() == Link.APART && pair.likeness() >= GroupReport.ALIKE));
  }

  private void addUnsearched(long notes) {
    lines.add(
        "pieces with passages in common were not looked for among %s; --groups auto does"
            .formatted(TextWidth.count(notes, "note", "notes")));
  }

  private List<SimilarNames> pairs(Predicate<SimilarNames> wanted) {
    return report.similar().stream().filter(wanted).collect(Collectors.toList());
  }

  private void addPairs(String finding, List<SimilarNames> pairs) {
    addNames(
        TextWidth.count(pairs.size(), "pair of pieces", "pairs of pieces") + " " + finding,
        FoundNames.of(pairs.stream().map(GroupSummary::label).toList()));
  }

  private static String label(SimilarNames pair) {
    String key = pair.semitones() == 0 ? "" : ", %+d semitones".formatted(pair.semitones());
    return "%s and %s (%s%s)"
        .formatted(pair.piece(), pair.other(), Numbers.percent(pair.likeness()), key);
  }

  private static String first(List<String> names) {
    String first = String.join("; ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? first + "; ..." : first;
  }
}
