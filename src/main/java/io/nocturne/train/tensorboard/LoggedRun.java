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
 * A run that is described beside its curves.
 *
 * @param info its settings
 * @param tokenizer what made its tokens
 * @param split its windows
 * @param report what became of the files of its corpus, where that is known
 */
public record LoggedRun(
    RunInfo info, Tokenizer tokenizer, Split split, Optional<PrepareReport> report) {

  /** What it learns from; a run that is being trained has a corpus. */
  CorpusInfo corpus() {
    return info.corpus().orElseThrow();
  }

  TokenIds tokenIds() {
    return RunTokens.ids(tokenizer.vocabulary());
  }
}
