package io.nocturne.cli.corpus;

import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.FileReport.TimingFindings;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.token.ChordTokenizer;
import io.nocturne.token.MelodyTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Warns that the chords of performances are split, and names the option that prevents it. */
final class PlayedChords {
  private static final Set<String> OF_ONSETS = Set.of(ChordTokenizer.NAME, MelodyTokenizer.NAME);

  private final PrepareReport report;
  private final Tokenizer tokenizer;

  PlayedChords(PreparedCorpus prepared) {
    this.report = prepared.report();
    this.tokenizer = prepared.corpus().tokenizer();
  }

  /** Returns the warning; empty if the tokens have a grid or no file looks like a performance. */
  Optional<String> warning() {
    boolean byTicks =
        OF_ONSETS.contains(tokenizer.name()) && "none".equals(tokenizer.options().get("grid"));
    List<FileReport> played = report.timed(TimingFindings::looksPlayed);
    if (!byTicks || played.isEmpty()) {
      return Optional.empty();
    }
    String more =
        played.size() == 1
            ? " looks like a performance"
            : " and %s look like performances"
                .formatted(TextWidth.count(played.size() - 1, "other file", "other files"));
    return Optional.of(
        played.get(0).file()
            + more
            + ": most notes begin less than 50 ms after others, so chords are split; --grid 4,3"
            + " groups notes at the same position of the beat");
  }
}
