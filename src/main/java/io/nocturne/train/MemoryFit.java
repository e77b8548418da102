package io.nocturne.train;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Batches.Batch;
import io.nocturne.dataset.Shuffle;
import io.nocturne.dataset.WindowSet;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryFitter;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.SuggestionReader;
import io.nocturne.model.Directions;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.InferenceModel.TargetScores;
import io.nocturne.model.Targets;
import io.nocturne.runtime.Precision;
import java.io.IOException;

/** Fits the weights of a run's memory to its validation windows, from which it has not learned. */
final class MemoryFit {
  /** Enough for weights by length, and a bound on the time with a large corpus. */
  private static final int MAX_TARGETS = 200_000;

  private final RunFolder run;
  private final TrainSpec spec;
  private final WindowSet windows;
  private final SuggestionReader suggestions;
  private final MemoryFitter fitter = new MemoryFitter();

  /** Creates the work for a run whose best weights are saved. */
  MemoryFit(RunFolder run, TrainSpec spec, WindowSet validation) {
    this.run = run;
    this.spec = spec;
    windows = validation.inPieceOrder();
    MemoryModel memory = MemoryModel.unfitted(run.tokenizer());
    suggestions =
        new SuggestionReader(
            windows.pieces().stream().map(TokenizedPiece::tokens).toList(), piece -> memory);
  }

  /** Returns the weights. */
  FittedMemory fitted() throws IOException {
    String checkpoint = run.checkpoints().best().getFileName().toString();
    Batches batches = new Batches(windows, spec.fit().batchSize(), new Shuffle.Sequential());
    try (InferenceModel model = run.openBest(spec.session().with(Precision.FLOAT32))) {
      long window = 0;
      int targets = 0;
      for (Batch batch : batches.epoch(0, 0)) {
        TargetScores scores = model.score(batch.tokens(), batch.size());
        for (int row = 0; row < batch.size() && targets < MAX_TARGETS; row++, window++) {
          targets += add(batch, row, window, scores);
        }
        if (targets >= MAX_TARGETS) {
          break;
        }
      }
    }
    return fitter.fit(checkpoint);
  }

  /**
   * Adds the targets of a window at which the network has read as much of the window as when it
   * generates, or at least half of it; returns how many there are.
   */
  private int add(Batch batch, int row, long window, TargetScores scores) {
    int perRow = scores.count() / batch.size();
    int piece = windows.piece(window);
    int added = 0;
    for (int back = Math.min(newTargets(), perRow) - 1; back >= 0; back--) {
      int position = windows.start(window) + batch.width() - 1 - back;
      int score = (row + 1) * perRow - 1 - back;
      if (position >= 0) {
        int id = batch.tokens()[(row + 1) * batch.width() - 1 - back];
        fitter.add(piece, suggestions.before(piece, position), id, Math.exp(-scores.nats()[score]));
        added++;
      }
    }
    return added;
  }

  /**
   * Returns the number of targets at the end of a window that are not in the window before it, at
   * most half of them; 1 if the network has read all but the last.
   */
  private int newTargets() {
    boolean isForward =
        spec.model().targets() == Targets.EVERY && spec.model().directions() == Directions.FORWARD;
    int half = Math.max(1, spec.model().window() / 2);
    return isForward ? Math.min(spec.data().stride(), half) : 1;
  }
}
