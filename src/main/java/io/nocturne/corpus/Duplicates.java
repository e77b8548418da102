package io.nocturne.corpus;

import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.SourceReader.SourceOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds files that repeat one taken before, by their bytes or by their notes. */
final class Duplicates {
  private final Map<String, String> byBytes = new HashMap<>();
  private final Map<NoteDigest, String> byNotes = new HashMap<>();

  /** Returns the report of a file that could be taken, and remembers it for later files. */
  FileReport check(SourceOutcome outcome) {
    FileReport report = outcome.report();
    return original(outcome).map(why -> duplicate(report, why)).orElse(report);
  }

  /** Returns the report of a file that is left out because an earlier one is the same. */
  static FileReport duplicate(FileReport report, String why) {
    return new FileReport(
        report.file(),
        Status.DUPLICATE,
        report.notes(),
        report.changes(),
        List.of(FileReport.FileDiagnostic.ofFile(why)));
  }

  private Optional<String> original(SourceOutcome outcome) {
    String file = outcome.report().file();
    String sameBytes = byBytes.putIfAbsent(outcome.sha256(), file);
    if (sameBytes != null) {
      return Optional.of("same bytes as " + sameBytes);
    }
    String sameNotes = byNotes.putIfAbsent(outcome.notes(), file);
    return Optional.ofNullable(sameNotes).map(earlier -> "same notes as " + earlier);
  }
}
