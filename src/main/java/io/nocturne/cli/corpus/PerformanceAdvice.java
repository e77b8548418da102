package io.nocturne.cli.corpus;

import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.FileReport.TimingFindings;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.token.ChordTokenizer;
import io.nocturne.token.MelodyTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which tokens suit files that look like performances, if the chosen ones do not. */
final class PerformanceAdvice {
  private final PrepareReport report;
  private final Tokenizer tokenizer;

  PerformanceAdvice(PreparedCorpus prepared) {
    this.report = prepared.report();
    this.tokenizer = prepared.corpus().tokenizer();
  }

  /** Prints the advice, if there is any: a warning where chords are split, else a note. */
  void print(Console console) {
    List<FileReport> played = report.timed(TimingFindings::looksPlayed);
    if (played.isEmpty()) {
      return;
    }
    if (groupsByTicks()) {
      console.warn(
          named(played)
              + ": chords are split where notes begin one after the other; --tolerance 30ms groups"
              + " those that are struck together");
    } else {
      boolean hasPedal =
          played.stream().anyMatch(file -> file.changes().timing().pedalChanges() > 0);
      note(hasPedal).ifPresent(advice -> console.note(named(played) + ": " + advice));
    }
  }

  private boolean groupsByTicks() {
    Map<String, String> options = tokenizer.options();
    return groups() && "none".equals(options.get("grid")) && !options.containsKey("tolerance");
  }

  private boolean groups() {
    return tokenizer.name().equals(ChordTokenizer.NAME)
        || tokenizer.name().equals(MelodyTokenizer.NAME);
  }

  private Optional<String> note(boolean hasPedal) {
    if (tokenizer.hasSeconds()) {
      return hasPedal && !tokenizer.hasPedal()
          ? Optional.of(
              "the sustain pedal is left out; --pedal-tokens writes it, --pedal lengthens the"
                  + " notes")
          : Optional.empty();
    }
    if (groups()) {
      return Optional.empty();
    }
    return Optional.of(
        "--tokens performance keeps the time of their notes"
            + (hasPedal ? ", and with --pedal-tokens their sustain pedal" : ""));
  }

  private static String named(List<FileReport> played) {
    String first = played.get(0).file();
    return played.size() == 1
        ? first + " looks like a performance"
        : "%s and %s look like performances"
            .formatted(first, TextWidth.count(played.size() - 1, "other file", "other files"));
  }
}
