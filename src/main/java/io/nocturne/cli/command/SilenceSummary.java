package io.nocturne.cli.command;

import io.nocturne.cli.console.Durations;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.FileTotals.LocatedSilence;
import io.nocturne.corpus.FileTotals.SilenceTotals;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.music.Silence;
import java.time.Duration;
import java.util.List;

/** Summarizes the long silences of a corpus's files, or how they were shortened. */
public final class SilenceSummary {
  private final SilenceTotals silences;

  public SilenceSummary(PrepareReport report) {
    this.silences = report.files().silences();
  }

  public List<String> lines() {
    if (silences.shortened() > 0) {
      return List.of(
          "%s shortened, by %s in total"
              .formatted(
                  TextWidth.count(silences.shortened(), "silence", "silences"),
                  words(silences.secondsTakenOut())));
    }
    return silences.longest().map(this::found).stream().toList();
  }

  private String found(LocatedSilence longest) {
    return "%s longer than %.0f s in %s; the longest lasts %s and starts at %s in %s; --max-silence %.0f shortens them"
        .formatted(
            TextWidth.count(silences.count(), "silence", "silences"),
            Silence.LONG_SECONDS,
            TextWidth.count(silences.files(), "file", "files"),
            words(longest.silence().seconds()),
            words(longest.silence().startSeconds()),
            longest.file(),
            Silence.LONG_SECONDS);
  }

  public static String words(double seconds) {
    return Durations.words(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}
