package io.nocturne.cli.evaluate;

import io.nocturne.base.Labels;
import io.nocturne.base.UserIOException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.Exclusion;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileTotals;
import io.nocturne.corpus.Preparation;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.corpus.PrepareSpec;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.TokenizerFitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads music in a run's tokens: a corpus, or MIDI files, which need not be prepared. */
final class MusicSource {
  private final Console console;
  private final Preprocessing preprocessing;

  /**
   * Creates a reader.
   *
   * @param preprocessing of MIDI files
   */
  MusicSource(Console console, Preprocessing preprocessing) {
    this.console = console;
    this.preprocessing = preprocessing;
  }

  /** Reads a corpus, or MIDI files as a corpus that is not written. */
  Corpus read(Path name, RunFolder run) throws IOException {
    if (CorpusFolder.isCorpus(name)) {
      Corpus corpus = CorpusFolder.read(name);
      warnIfPreparedOtherwise(name, corpus, run);
      return corpus;
    }
    if (!Corpora.exists(name)) {
      throw new UserIOException(
          name
              + ": no such file or folder; name a folder that prepare wrote, embedded or MIDI"
              + " files");
    }
    PreparedCorpus prepared =
        Preparation.read(
            new PrepareSpec(
                List.of(name),
                Exclusion.NONE,
                TokenizerFitter.of(run.tokenizer()),
                preprocessing,
                Optional.empty(),
                ReadOptions.DEFAULT,
                Runtime.getRuntime().availableProcessors(),
                1),
            PrepareListener.NONE);
    warn(name, prepared.report().files());
    return prepared.corpus();
  }

  private void warnIfPreparedOtherwise(Path name, Corpus corpus, RunFolder run) {
    Preprocessing learned = run.info().preprocessing();
    corpus
        .provenance()
        .map(Provenance::preprocessing)
        .filter(given -> run.info().provenance().isPresent() && !given.equals(learned))
        .ifPresent(
            given ->
                console.warn(
                    "%s: was prepared otherwise than the run's corpus (%s; the run's: %s); prepare it alike to compare figures"
                        .formatted(name, given.label(), learned.label())));
  }

  /** Warns of what is missing from the figures. */
  private void warn(Path name, FileTotals files) {
    List<String> missing = new ArrayList<>();
    for (Status status : List.of(Status.SKIPPED, Status.DUPLICATE)) {
      if (files.files(status) > 0) {
        missing.add("%d %s".formatted(files.files(status), Labels.of(status)));
      }
    }
    if (files.loss().leftOut() > 0) {
      missing.add(
          TextWidth.count(files.loss().leftOut(), "note", "notes") + " outside of the vocabulary");
    }
    if (files.percussion() > 0) {
      missing.add(TextWidth.count(files.percussion(), "note", "notes") + " of percussion");
    }
    if (files.unselected().notes() > 0) {
      missing.add(
          TextWidth.count(files.unselected().notes(), "note", "notes") + " of other tracks");
    }
    if (!missing.isEmpty()) {
      console.warn(
          "%s: of %s, left out: %s; prepare lists each"
              .formatted(
                  name,
                  TextWidth.count(files.files(), "file", "files"),
                  String.join(", ", missing)));
    }
  }
}
