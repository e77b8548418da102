package io.nocturne.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.corpus.FileReport.FileDiagnostic;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.input.FilePlace;
import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.input.FilePlace.InScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes the outcome of a file, an entry of {@code files} in {@code report.json}. */
final class FileReportJson {
  private FileReportJson() {}

  /** Returns an entry of {@code report.json}, which lists the first silences only. */
  static ObjectNode node(FileReport file) {
    return node(file, TimingJson.MAX_LISTED);
  }

  /** Returns all of a report, to be read again. */
  static ObjectNode whole(FileReport file) {
    return node(file, Integer.MAX_VALUE);
  }

  private static ObjectNode node(FileReport file, int maxSilences) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("file", file.file()).put("status", Labels.of(file.status()));
    node.put("notes", file.notes());
    ChangesJson.write(file.changes(), maxSilences, node);
    var diagnostics = node.putArray("diagnostics");
    for (FileDiagnostic diagnostic : file.diagnostics()) {
      ObjectNode entry = diagnostics.addObject();
      diagnostic.place().ifPresent(place -> write(place, entry));
      entry.put("message", diagnostic.message());
    }
    return node;
  }

  private static void write(FilePlace place, ObjectNode entry) {
    if (place instanceof InMidi midi) {
      entry.put("offset", midi.offset()).put("track", midi.track());
    } else if (place instanceof InScore score) {
      entry.put("line", score.line()).put("part", score.part()).put("measure", score.measure());
    }
  }

  /** Returns the report of an entry. */
  static FileReport read(JsonNode entry) {
    List<FileDiagnostic> diagnostics = new ArrayList<>();
    for (JsonNode diagnostic : ReportFile.array(entry, "diagnostics")) {
      diagnostics.add(
          new FileDiagnostic(place(diagnostic), ReportFile.text(diagnostic, "message")));
    }
    int notes = ReportFile.count(entry, "notes");
    return new FileReport(
        ReportFile.text(entry, "file"),
        status(ReportFile.text(entry, "status")),
        notes,
        ChangesJson.read(entry),
        diagnostics);
  }

  private static Optional<FilePlace> place(JsonNode entry) {
    if (entry.has("offset")) {
      return Optional.of(
          new InMidi(ReportFile.whole(entry, "offset"), ReportFile.count(entry, "track")));
    }
    return entry.has("line")
        ? Optional.of(
            new InScore(
                ReportFile.count(entry, "line"),
                ReportFile.text(entry, "part"),
                ReportFile.text(entry, "measure")))
        : Optional.empty();
  }

  private static Status status(String name) {
    return Labels.find(Status.class, name)
        .orElseThrow(() -> new IllegalArgumentException("status " + name + " is unknown"));
  }
}
