package io.nocturne.cli.corpus;

import io.nocturne.base.Labels;
import io.nocturne.cli.command.SilenceSummary;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.TextColumn;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.FileReport.FileDiagnostic;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileTotals;
import io.nocturne.corpus.FileTotals.KeyTotals;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.music.Silence;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.rhythm.PerformanceQuantizer;
import io.nocturne.rhythm.Quantizer;
import io.nocturne.rhythm.Quantizer.QuantizationError;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Summarizes how the files of a corpus were read: totals, and a line for each file with a finding.
 */
public final class PrepareSummary {

  private static final int FILE_COLUMNS = 48;

  private final PrepareReport report;
  private final FileTotals files;
  private final Tokenizer tokenizer;
  private final Path folder;

  /**
   * Creates a summary.
   *
   * @param folder the folder that the corpus was written to
   */
  public PrepareSummary(PrepareReport report, Tokenizer tokenizer, Path folder) {
    this.report = report;
    this.files = report.files();
    this.tokenizer = tokenizer;
    this.folder = folder;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    Table findings = findings();
    if (!findings.isEmpty()) {
      lines.addAll(findings.lines());
      long more = files.findingCount() - files.findings().size();
      if (more > 0) {
        lines.add(format("… and %,d more, which report.json lists", more));
      }
      lines.add("");
    }
    lines.addAll(totals().lines());
    lines.add("");
    addNotes(lines);
    lines.add(
        format(
            "%s: a corpus of %s, %s; report.json lists each file",
            folder,
            TextWidth.count(report.pieces(), "piece", "pieces"),
            TextWidth.count(report.tokens(), "token", "tokens")));
    return lines;
  }

  private Table findings() {
    Table table =
        new Table(
            TextColumn.text("file").atMost(FILE_COLUMNS),
            TextColumn.text("status"),
            TextColumn.number("notes"),
            TextColumn.text("why"));
    for (FileReport file : files.findings()) {
      table.row(file.file(), name(file.status()), file.notes(), why(file));
    }
    return table;
  }

  private static String why(FileReport file) {
    List<FileDiagnostic> all = file.diagnostics();
    if (all.isEmpty()) {
      return "";
    }
    // The reason for leaving a file out is the last finding.
    FileDiagnostic main = all.get(file.status().taken() ? 0 : all.size() - 1);
    String place = main.place().map(found -> found.describe() + ": ").orElse("");
    String more = all.size() > 1 ? " (and " + (all.size() - 1) + " more)" : "";
    return place + main.message() + more;
  }

  private Table totals() {
    Table table =
        new Table(
            TextColumn.text("status"), TextColumn.number("files"), TextColumn.number("notes"));
    long notes = 0;
    for (Status status : Status.values()) {
      table.row(name(status), files.files(status), files.notes(status));
      notes += files.notes(status);
    }
    return table.row("total", files.files(), notes);
  }

  private void addNotes(List<String> lines) {
    if (files.excluded() > 0) {
      lines.add(TextWidth.count(files.excluded(), "file", "files") + " left out by --exclude");
    }
    EncodingLoss loss = files.loss();
    if (loss.outOfRange() > 0) {
      lines.add(
          counted(loss.outOfRange())
              + " outside the vocabulary left out; --fold-octaves transposes them into it");
    }
    if (loss.late() > 0) {
      lines.add(late(loss.late()));
    }
    if (files.percussion() > 0) {
      lines.add(counted(files.percussion()) + " of percussion (channel 10) left out");
    }
    Unselected unselected = files.unselected();
    if (unselected.notes() > 0) {
      String tracks =
          unselected.tracks() == 0
              ? ""
              : " (%s)"
                  .formatted(TextWidth.count(unselected.tracks(), "whole track", "whole tracks"));
      lines.add(counted(unselected.notes()) + " outside --tracks left out" + tracks);
    }
    if (loss.folded() > 0) {
      lines.add(counted(loss.folded()) + " transposed by octaves into the vocabulary");
    }
    if (loss.unknown() > 0) {
      lines.add(
          TextWidth.count(loss.unknown(), "token", "tokens")
              + " written <unk>: chords that the vocabulary lacks");
    }
    addQuantization(lines, loss.quantization());
    addKeys(lines, files.keys());
    if (tokenizer.hasRhythm()) {
      lines.addAll(new SilenceSummary(report).lines());
    }
    lines.addAll(GroupSummary.lines(report.groups()));
  }

  /** Says that notes begin too late, and what would keep them if that was not tried. */
  private String late(long notes) {
    String limit =
        tokenizer.hasSeconds()
            ? format("%,d seconds", PerformanceQuantizer.HORIZON_SECONDS)
            : format("%,d quarters", Quantizer.HORIZON_QUARTERS);
    String line = counted(notes) + " " + limit + " or more into a piece left out";
    if (!tokenizer.hasRhythm()) {
      return line + "; without --grid they are kept";
    }
    return files.silences().shortened() > 0
        ? line
        : format("%s; --max-silence %.0f shortens silences", line, Silence.LONG_SECONDS);
  }

  private static String counted(long notes) {
    return TextWidth.count(notes, "note", "notes");
  }

  private void addQuantization(List<String> lines, QuantizationError error) {
    if (error.notes() == 0) {
      return;
    }
    if (tokenizer.hasSeconds()) {
      addSeconds(lines, error);
    } else {
      addQuarters(lines, error);
    }
    addChangedNotes(lines, error);
  }

  private static void addSeconds(List<String> lines, QuantizationError error) {
    lines.add(
        format(
            "onsets rounded by %.1f ms on average, at most %.1f ms; lengths by %.1f ms, at most"
                + " %.1f ms",
            1000 * error.meanOnsetError(),
            1000 * error.largestOnsetError(),
            1000 * error.meanLengthError(),
            1000 * error.largestLengthError()));
  }

  /** Adds the errors in quarters, so that they do not depend on the tempo. */
  private static void addQuarters(List<String> lines, QuantizationError grid) {
    lines.add(
        format(
            "%.2f %% of the notes moved to the grid (on average by %.4f quarters over all notes, at"
                + " most %.4f)",
            100.0 * grid.moved() / grid.notes(), grid.meanOnsetError(), grid.largestOnsetError()));
    lines.add(
        format(
            "%.2f %% changed in length (on average by %.4f quarters over all notes, at most %.4f)",
            100.0 * grid.resized() / grid.notes(),
            grid.meanLengthError(),
            grid.largestLengthError()));
  }

  private void addChangedNotes(List<String> lines, QuantizationError grid) {
    if (grid.merged() > 0) {
      String merged = grid.merged() == 1 ? "was merged" : "were merged";
      lines.add(counted(grid.merged()) + " became identical to another note and " + merged);
    }
    if (grid.restruck() > 0) {
      lines.add(counted(grid.restruck()) + " shortened to the next note of the same pitch");
    }
    if (grid.truncated() > 0) {
      String longest =
          tokenizer.hasSeconds()
              ? PerformanceTokenizer.MAX_DURATION_SECONDS + " seconds"
              : "8 quarters";
      lines.add(counted(grid.truncated()) + " shortened to " + longest);
    }
    if (grid.signatures() > 0) {
      lines.add(
          TextWidth.count(grid.signatures(), "time signature", "time signatures")
              + " without bars on the grid left out; the previous bars continue");
    }
  }

  private static void addKeys(List<String> lines, KeyTotals keys) {
    if (keys.pieces() > 0) {
      lines.add(
          format(
              "%,d of %s transposed to C major or A minor; no key found in %,d",
              keys.moved(), TextWidth.count(keys.pieces(), "piece", "pieces"), keys.unknown()));
    }
  }

  private static String name(Status status) {
    return Labels.of(status);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
