package io.nocturne.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.corpus.groups.GroupReport.Link;
import io.nocturne.corpus.groups.GroupReport.SimilarNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes groups and similar pieces in {@code report.json}, if there are any. */
final class GroupsJson {
  private static final String GROUPS = "groups";
  private static final String SIMILAR = "similar";

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
      write(report.ungrouped(), groups.putArray("ungrouped"));
      write(report.unmatched(), groups.putArray("unmatched"));
      write(report.acrossParts(), groups.putArray("acrossParts"));
    }
    if (!report.similar().isEmpty()) {
      int listed = Math.min(MAX_SIMILAR, report.similar().size());
      ArrayNode similar = root.putArray(SIMILAR);
      report.similar().subList(0, listed).forEach(pair -> write(pair, similar.addObject()));
      if (report.similar().size() > listed) {
        root.put("similarNotListed", report.similar().size() - listed);
      }
    }
  }

  private static void write(List<String> names, ArrayNode array) {
    names.forEach(array::add);
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
        ? GroupReport.ungrouped(similar)
        : new GroupReport(
            Optional.of(ReportFile.text(groups, "by")),
            ReportFile.count(groups, "count"),
            ReportFile.count(groups, "largest"),
            names(groups, "ungrouped"),
            names(groups, "unmatched"),
            names(groups, "acrossParts"),
            similar);
  }

  private static Link link(String name) {
    return Labels.find(Link.class, name)
        .orElseThrow(() -> new IllegalArgumentException("link " + name + " is unknown"));
  }

  private static List<String> names(JsonNode groups, String key) {
    List<String> names = new ArrayList<>();
    groups.path(key).forEach(name -> names.add(name.asText()));
    return names;
  }
}
