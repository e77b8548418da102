package io.nocturne.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileTotals.KeyTotals;
import io.nocturne.corpus.FileTotals.LocatedSilence;
import io.nocturne.corpus.FileTotals.PlayedTotals;
import io.nocturne.corpus.FileTotals.SilenceTotals;
import io.nocturne.corpus.FileTotals.StatusTotal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the totals over all files, the {@code summary} of {@code report.json}. */
final class FileTotalsJson {
  private static final String STATUSES = "statuses";
  private static final String FILES = "files";
  private static final String NOTES = "notes";
  private static final String EXCLUDED = "excluded";
  private static final String KEYS = "keys";
  private static final String PIECES = "pieces";
  private static final String MOVED = "moved";
  private static final String UNKNOWN = "unknown";
  private static final String SILENCES = "silences";
  private static final String COUNT = "count";
  private static final String SECONDS = "seconds";
  private static final String LONGEST = "longest";
  private static final String FILE = "file";
  private static final String SHORTENED = "shortened";
  private static final String SECONDS_TAKEN_OUT = "secondsTakenOut";
  private static final String PLAYED = "played";
  private static final String PEDALED = "pedaled";
  private static final String FIRST = "first";
  private static final String FINDINGS = "findings";

  private FileTotalsJson() {}

  static void write(FileTotals totals, ObjectNode node) {
    ObjectNode statuses = node.putObject(STATUSES);
    for (Status status : Status.values()) {
      statuses
          .putObject(Labels.of(status))
          .put(FILES, totals.files(status))
          .put(NOTES, totals.notes(status));
    }
    if (totals.excluded() > 0) {
      node.put(EXCLUDED, totals.excluded());
    }
    ChangesJson.writeLosses(totals.loss(), totals.percussion(), totals.unselected(), node);
    KeyTotals keys = totals.keys();
    if (keys.pieces() > 0) {
      node.putObject(KEYS)
          .put(PIECES, keys.pieces())
          .put(MOVED, keys.moved())
          .put(UNKNOWN, keys.unknown());
    }
    write(totals.silences(), node);
    PlayedTotals played = totals.played();
    if (played.files() > 0) {
      node.putObject(PLAYED)
          .put(FILES, played.files())
          .put(PEDALED, played.pedaled())
          .put(FIRST, played.first().orElseThrow());
    }
    ArrayNode findings = node.putArray(FINDINGS);
    totals.findings().forEach(file -> findings.add(FileReportJson.node(file)));
  }

  private static void write(SilenceTotals silences, ObjectNode node) {
    if (silences.count() + silences.shortened() > 0) {
      ObjectNode all =
          node.putObject(SILENCES)
              .put(COUNT, silences.count())
              .put(FILES, silences.files())
              .put(SECONDS, silences.seconds())
              .put(SHORTENED, silences.shortened())
              .put(SECONDS_TAKEN_OUT, silences.secondsTakenOut());
      silences
          .longest()
          .ifPresent(
              longest ->
                  TimingJson.write(
                      longest.silence(), all.putObject(LONGEST).put(FILE, longest.file())));
    }
  }

  static FileTotals read(JsonNode node) {
    Map<Status, StatusTotal> statuses = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      JsonNode total = node.path(STATUSES).path(Labels.of(status));
      statuses.put(
          status, new StatusTotal(ReportFile.whole(total, FILES), ReportFile.whole(total, NOTES)));
    }
    List<FileReport> findings = new ArrayList<>();
    for (JsonNode file : ReportFile.array(node, FINDINGS)) {
      findings.add(FileReportJson.read(file));
    }
    return new FileTotals(
        statuses,
        node.has(EXCLUDED) ? ReportFile.whole(node, EXCLUDED) : 0,
        ChangesJson.loss(node),
        ChangesJson.percussion(node),
        ChangesJson.unselected(node),
        keys(node.path(KEYS)),
        silences(node.path(SILENCES)),
        played(node.path(PLAYED)),
        findings);
  }

  private static KeyTotals keys(JsonNode node) {
    return node.isMissingNode()
        ? new KeyTotals(0, 0, 0)
        : new KeyTotals(
            ReportFile.whole(node, PIECES),
            ReportFile.whole(node, MOVED),
            ReportFile.whole(node, UNKNOWN));
  }

  private static SilenceTotals silences(JsonNode node) {
    return node.isMissingNode()
        ? new SilenceTotals(0, 0, 0, Optional.empty(), 0, 0)
        : new SilenceTotals(
            ReportFile.whole(node, COUNT),
            ReportFile.whole(node, FILES),
            ChangesJson.number(node, SECONDS).doubleValue(),
            node.has(LONGEST) ? Optional.of(longest(node.path(LONGEST))) : Optional.empty(),
            ReportFile.whole(node, SHORTENED),
            ChangesJson.number(node, SECONDS_TAKEN_OUT).doubleValue());
  }

  private static LocatedSilence longest(JsonNode node) {
    return new LocatedSilence(ReportFile.text(node, FILE), TimingJson.silence(node));
  }

  private static PlayedTotals played(JsonNode node) {
    return node.isMissingNode()
        ? new PlayedTotals(0, 0, Optional.empty())
        : new PlayedTotals(
            ReportFile.whole(node, FILES),
            ReportFile.whole(node, PEDALED),
            Optional.of(ReportFile.text(node, FIRST)));
  }
}
