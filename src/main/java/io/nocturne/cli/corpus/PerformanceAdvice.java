package io.nocturne.cli.corpus;

import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.FileTotals.PlayedTotals;
import io.nocturne.corpus.Preparation.PreparedFolder;
import io.nocturne.token.ChordTokenizer;
import io.nocturne.token.MelodyTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.Map;
import java.util.Optional;

/** Says which tokens suit files that look like performances, if the chosen ones do not. */
final class PerformanceAdvice {
  private final PlayedTotals played;
  private final Tokenizer tokenizer;

  PerformanceAdvice(PreparedFolder prepared) {
    this.played = prepared.report().files().played();
    this.tokenizer = prepared.tokenizer();
  }

  /** Prints the advice, if there is any: a warning where chords are split, else a note. */
  void print(Console console) {
    if (played.first().isEmpty()) {
      return;
    }
    String named = named(played.first().get());
    if (groupsByTicks()) {
      console.warn(
          named
              + ": chords are split where notes begin one after the other; --tolerance 30ms groups"
              + " those that are struck together");
    } else {
      note(played.pedaled() > 0).ifPresent(advice -> console.note(named + ": " + advice));
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

  private String named(String first) {
    return played.files() == 1
        ? first + " looks like a performance"
        : "%s and %s look like performances"
            .formatted(first, TextWidth.count(played.files() - 1, "other file", "other files"));
  }
}
