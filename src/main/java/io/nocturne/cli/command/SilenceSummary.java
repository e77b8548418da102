package io.nocturne.cli.command;

import io.nocturne.cli.console.Durations;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.music.Silence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Summarizes the long silences of a corpus's files, or how they were shortened. */
public final class SilenceSummary {
  private final PrepareReport report;

  public SilenceSummary(PrepareReport report) {
    this.report = report;
  }

  /** A silence, and the file that it is in. */
  private record LocatedSilence(FileReport file, Silence silence) {}

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (report.shortened() > 0) {
      lines.add(
          "%s shortened, by %s in total"
              .formatted(
                  TextWidth.count(report.shortened(), "silence", "silences"),
                  words(report.secondsTakenOut())));
    } else {
      addFound(lines);
    }
    return lines;
  }

  private void addFound(List<String> lines) {
    List<FileReport> files = report.timed(timing -> !timing.silences().isEmpty());
    List<LocatedSilence> found = new ArrayList<>();
    for (FileReport file : files) {
      file.changes().timing().silences().forEach(one -> found.add(new LocatedSilence(file, one)));
    }
    found.stream()
        .max(Comparator.comparingDouble(one -> one.silence().seconds()))
        .ifPresent(
            longest ->
                lines.add(
                    "%s longer than %.0f s in %s; the longest lasts %s and starts at %s in %s; --max-silence %.0f shortens them"
                        .formatted(
                            TextWidth.count(found.size(), "silence", "silences"),
                            Silence.LONG_SECONDS,
                            TextWidth.count(files.size(), "file", "files"),
                            words(longest.silence().seconds()),
                            words(longest.silence().startSeconds()),
                            longest.file().file(),
                            Silence.LONG_SECONDS)));
  }

  public static String words(double seconds) {
    return Durations.words(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}
