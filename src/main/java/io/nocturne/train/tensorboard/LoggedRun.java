package io.nocturne.train.tensorboard;

import io.nocturne.checkpoint.CorpusInfo;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.dataset.Split;
import io.nocturne.model.TokenIds;
import io.nocturne.token.Tokenizer;
import java.util.Optional;

/**
 * A run whose description is logged with its curves.
 *
 * @param info its settings
 * @param tokenizer of its corpus
 * @param split its windows
 * @param report on the files of its corpus, if there is one
 */
public record LoggedRun(
    RunInfo info, Tokenizer tokenizer, Split split, Optional<PrepareReport> report) {

  /** Returns the corpus, which every run that is being trained has. */
  CorpusInfo corpus() {
    return info.corpus().orElseThrow();
  }

  TokenIds tokenIds() {
    return RunTokens.ids(tokenizer.vocabulary());
  }
}
