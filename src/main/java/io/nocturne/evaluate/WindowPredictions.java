package io.nocturne.evaluate;

import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Batches.Batch;
import io.nocturne.dataset.Shuffle;
import io.nocturne.dataset.WindowSet;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.TargetLogits;
import io.nocturne.model.Targets;

/**
 * Predictions with the tokens of a window as context: a target that several windows have is
 * predicted in each of them.
 */
final class WindowPredictions {
  private static final int MAX_WINDOWS = 256;

  private final WindowSet windows;
  private final TargetSpec targets;

  /** Creates predictions of the targets of some windows. */
  WindowPredictions(WindowSet windows, TargetSpec targets) {
    this.windows = windows.inPieceOrder();
    this.targets = targets;
  }

  /** Returns the predictions of a network. */
  Predictions of(InferenceModel network) {
    return visitor -> {
      double[] probabilities = new double[targets.tokens().size()];
      long window = 0;
      Batches batches = new Batches(windows, batchSize(network), new Shuffle.Sequential());
      for (Batch batch : batches.epoch(0, 0)) {
        TargetLogits logits = network.targetLogits(batch.tokens(), batch.size());
        int perRow = logits.count() / batch.size();
        for (int row = 0; row < batch.size(); row++, window++) {
          int firstLogits = (row + 1) * perRow - targets.window();
          forEachTarget(
              window,
              batch.tokens(),
              row * batch.width(),
              target -> {
                logits.probabilities(firstLogits + target.position(), probabilities);
                visitor.predicted(target, probabilities);
              });
        }
      }
    };
  }

  private int batchSize(InferenceModel network) {
    long positions = network.spec().targets() == Targets.EVERY ? targets.window() : 1;
    long fit = Evaluator.MAX_LOGITS / (positions * targets.tokens().size());
    return (int) Math.max(1, Math.min(MAX_WINDOWS, fit));
  }

  /** Returns the predictions of a baseline. */
  Predictions of(Baseline baseline) {
    return visitor -> {
      double[] probabilities = new double[targets.tokens().size()];
      int[] row = new int[windows.width()];
      for (long window = 0; window < windows.size(); window++) {
        windows.copy(window, row, 0);
        forEachTarget(
            window,
            row,
            0,
            target -> {
              baseline.predict(row, 0, target.position() + 1, probabilities);
              visitor.predicted(target, probabilities);
            });
      }
    };
  }

  private interface TargetVisitor {
    void visit(Target target);
  }

  /** Visits the targets of a window, whose tokens begin at an index. */
  private void forEachTarget(long window, int[] tokens, int from, TargetVisitor visitor) {
    int piece = windows.piece(window);
    int start = windows.start(window);
    for (int position = targets.first(); position < targets.window(); position++) {
      int id = tokens[from + position + 1];
      if (id != targets.pad()) {
        visitor.visit(new Target(piece, start + position + 1, position, id));
      }
    }
  }
}
