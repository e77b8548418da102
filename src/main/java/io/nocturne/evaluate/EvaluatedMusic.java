package io.nocturne.evaluate;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.dataset.WindowSet;
import io.nocturne.memory.SuggestionReader;
import io.nocturne.memory.SuggestionReader.PieceModels;
import io.nocturne.model.Context;
import io.nocturne.model.InferenceModel;

/**
 * Music that models predict, in the context that they have.
 *
 * @param windows whose pieces, or which themselves, are predicted
 * @param leadingPads the number of pads that are read before a whole piece
 * @param context of a prediction
 * @param targets of a window
 * @param sections of the pieces
 */
record EvaluatedMusic(
    WindowSet windows,
    int leadingPads,
    Context context,
    TargetSpec targets,
    PieceSections sections) {

  static EvaluatedMusic of(
      RunFolder run, WindowSet windows, int leadingPads, Context context, TargetSpec targets) {
    return new EvaluatedMusic(
        windows.inPieceOrder(),
        leadingPads,
        context,
        targets,
        PieceSections.of(run.tokenizer(), windows.pieces()));
  }

  /** Returns this with targets at every position of a window. */
  EvaluatedMusic atEveryPosition() {
    return new EvaluatedMusic(windows, leadingPads, context, targets.atEveryPosition(), sections);
  }

  /** Returns a network's predictions of all targets. */
  Predictions predictions(InferenceModel network) {
    return switch (context) {
      case WINDOW -> new WindowPredictions(windows, targets).of(network);
      case PIECE -> new PiecePredictions(windows, leadingPads, targets).of(network.recurrence());
    };
  }

  /** Returns a baseline's predictions of all targets. */
  Predictions predictions(Baseline baseline) {
    return switch (context) {
      case WINDOW -> new WindowPredictions(windows, targets).of(baseline);
      case PIECE -> new PiecePredictions(windows, leadingPads, targets).of(baseline);
    };
  }

  /** Returns an accumulator for the scores of a model. */
  MetricsAccumulator accumulator(String model) {
    return new MetricsAccumulator(
        model,
        windows.pieces().stream().map(TokenizedPiece::name).toList(),
        sections.names(),
        targets);
  }

  /** Adds the score of a prediction. */
  void add(MetricsAccumulator scores, Target target, double[] probabilities) {
    scores.add(target, sections.of(target), Score.of(probabilities, target.id()));
  }

  /** Returns what the memory of each piece suggests. */
  SuggestionReader suggestions(PieceModels memories) {
    return new SuggestionReader(
        windows.pieces().stream().map(TokenizedPiece::tokens).toList(),
        memories,
        PiecePredictions.MAX_ROWS);
  }
}
