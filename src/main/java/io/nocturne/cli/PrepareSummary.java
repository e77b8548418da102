package io.nocturne.cli;

import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.Column;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.FileReport.Diagnostic;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.PrepareReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of the files of a corpus: totals, and a line for each file that was not simply read.
 */
final class PrepareSummary {

  private static final int FILE_COLUMNS = 48;

  private final PrepareReport report;
  private final Path folder;

  PrepareSummary(PrepareReport report, Path folder) {
    this.report = report;
    this.folder = folder;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Table odd = odd();
    if (!odd.isEmpty()) {
      lines.addAll(odd.lines());
      lines.add("");
    }
    lines.addAll(totals().lines());
    lines.add("");
    addNotes(lines);
    lines.add(
        format(
            "%s: a corpus of %,d pieces, %,d tokens; report.json in it tells of each file",
            folder, report.pieces(), report.tokens()));
    return lines;
  }

  private Table odd() {
    Table table =
        new Table(
            Column.text("file").atMost(FILE_COLUMNS),
            Column.text("status"),
            Column.number("notes"),
            Column.text("why"));
    for (FileReport file : report.files()) {
      if (file.status() != Status.READ) {
        table.row(file.file(), name(file.status()), file.counts().notes(), why(file));
      }
    }
    return table;
  }

  private static String why(FileReport file) {
    List<Diagnostic> all = file.diagnostics();
    if (all.isEmpty()) {
      return "";
    }
    // Of a file that was left out, the reason is what was found last.
    Diagnostic main = all.get(file.status().taken() ? 0 : all.size() - 1);
    String place = main.offset().isPresent() ? "byte " + main.offset().getAsLong() + ": " : "";
    String more = all.size() > 1 ? " (and " + (all.size() - 1) + " more)" : "";
    return place + main.message() + more;
  }

  private Table totals() {
    Table table = new Table(Column.text("status"), Column.number("files"), Column.number("notes"));
    for (Status status : Status.values()) {
      table.row(name(status), report.count(status), notes(status));
    }
    return table.row("in all", report.files().size(), notes(Status.values()));
  }

  private long notes(Status... statuses) {
    List<Status> wanted = List.of(statuses);
    return report.files().stream()
        .filter(file -> wanted.contains(file.status()))
        .mapToLong(file -> file.counts().notes())
        .sum();
  }

  private void addNotes(List<String> lines) {
    if (report.outside() > 0) {
      lines.add(
          format(
              "%,d notes outside the vocabulary were left out; --fold-octaves moves them into it",
              report.outside()));
    }
    if (report.folded() > 0) {
      lines.add(format("%,d notes were moved by octaves into the vocabulary", report.folded()));
    }
  }

  private static String name(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
