package io.nocturne.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.corpus.groups.GroupReport.FoundNames;
import io.nocturne.corpus.groups.GroupReport.Link;
import io.nocturne.corpus.groups.GroupReport.SimilarNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes groups and similar pieces in {@code report.json}, if there are any. */
final class GroupsJson {
  private static final String GROUPS = "groups";
  private static final String UNGROUPED = "ungrouped";
  private static final String UNMATCHED = "unmatched";
  private static final String ACROSS_PARTS = "acrossParts";
  private static final String SIMILAR = "similar";
  private static final String NOT_LISTED = "NotListed";
  private static final String UNSEARCHED = "similarNotSearched";

  /** A large corpus can have many; more than these are only counted. */
  static final int MAX_SIMILAR = 1000;

  private GroupsJson() {}

  static void write(GroupReport report, ObjectNode root) {
    if (report.by().isPresent()) {
      ObjectNode groups =
          root.putObject(GROUPS)
              .put("by", report.by().get())
              .put("count", report.groups())
              .put("largest", report.largest());
      write(report.ungrouped(), UNGROUPED, groups);
      write(report.unmatched(), UNMATCHED, groups);
      write(report.acrossParts(), ACROSS_PARTS, groups);
    }
    if (!report.similar().isEmpty()) {
      int listed = Math.min(MAX_SIMILAR, report.similar().size());
      ArrayNode similar = root.putArray(SIMILAR);
      report.similar().subList(0, listed).forEach(pair -> write(pair, similar.addObject()));
      if (report.similar().size() > listed) {
        root.put(SIMILAR + NOT_LISTED, report.similar().size() - listed);
      }
    }
    report.unsearched().ifPresent(notes -> root.put(UNSEARCHED, notes));
  }

  private static void write(FoundNames names, String key, ObjectNode groups) {
    ArrayNode array = groups.putArray(key);
    names.first().forEach(array::add);
    if (names.count() > names.first().size()) {
      groups.put(key + NOT_LISTED, names.count() - names.first().size());
    }
  }

  private static void write(SimilarNames pair, ObjectNode node) {
    node.put("piece", pair.piece())
        .put("other", pair.other())
        .put("share", pair.share())
        .put("shareOfOther", pair.shareOfOther())
        .put("semitones", pair.semitones())
        .put("link", Labels.of(pair.link()));
  }

  static GroupReport read(JsonNode root) {
    List<SimilarNames> similar = new ArrayList<>();
    for (JsonNode pair : root.path(SIMILAR)) {
      similar.add(
          new SimilarNames(
              ReportFile.text(pair, "piece"),
              ReportFile.text(pair, "other"),
              ChangesJson.number(pair, "share").doubleValue(),
              ChangesJson.number(pair, "shareOfOther").doubleValue(),
              ChangesJson.number(pair, "semitones").intValue(),
              link(ReportFile.text(pair, "link"))));
    }
    JsonNode groups = root.path(GROUPS);
    return groups.isMissingNode()
        ? GroupReport.ungrouped(similar, unsearched(root))
        : new GroupReport(
            Optional.of(ReportFile.text(groups, "by")),
            ReportFile.count(groups, "count"),
            ReportFile.count(groups, "largest"),
            names(groups, UNGROUPED),
            names(groups, UNMATCHED),
            names(groups, ACROSS_PARTS),
            similar,
            unsearched(root));
  }

  private static Link link(String name) {
    return Labels.find(Link.class, name)
        .orElseThrow(() -> new IllegalArgumentException("link " + name + " is unknown"));
  }

  private static OptionalLong unsearched(JsonNode root) {
    return root.has(UNSEARCHED)
        ? OptionalLong.of(ReportFile.whole(root, UNSEARCHED))
        : OptionalLong.empty();
  }

  private static FoundNames names(JsonNode groups, String key) {
    List<String> names = new ArrayList<>();
    groups.path(key).forEach(name -> names.add(name.asText()));
    String more = key + NOT_LISTED;
    return new FoundNames(
        names, names.size() + (groups.has(more) ? ReportFile.whole(groups, more) : 0));
  }
}
