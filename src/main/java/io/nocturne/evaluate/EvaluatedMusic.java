package io.nocturne.evaluate;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.PieceGroups;
import io.nocturne.dataset.WindowSet;
import io.nocturne.memory.MemoryFitter;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.SuggestionReader;
import io.nocturne.memory.Suggestions;
import io.nocturne.model.Context;
import io.nocturne.model.InferenceModel;

/**
 * Music that models predict, in the context that they have.
 *
 * @param windows whose pieces, or which themselves, are predicted
 * @param leadingPads the number of pads that are read before a whole piece
 * @param context of a prediction
 * @param targets of a window
 * @param groups of the pieces
 * @param sections of the pieces
 * @param suggestions of the memory of each piece, with weights that are not fitted yet
 */
record EvaluatedMusic(
    WindowSet windows,
    int leadingPads,
    Context context,
    TargetSpec targets,
    PieceGroups groups,
    PieceSections sections,
    SuggestionReader suggestions) {

  static EvaluatedMusic of(
      RunFolder run, WindowSet windows, int leadingPads, Context context, TargetSpec targets) {
    return new EvaluatedMusic(
        windows.inPieceOrder(),
        leadingPads,
        context,
        targets,
        PieceGroups.of(windows.pieces()),
        PieceSections.of(run.tokenizer(), windows.pieces()),
        new SuggestionReader(
            piece -> windows.pieces().get(piece).tokens(),
            MemoryModel.unfitted(run.tokenizer()),
            // Windows are predicted piece by piece, whole pieces side by side.
            context == Context.WINDOW ? 1 : PiecePredictions.MAX_ROWS));
  }

  /** Returns this with targets at every position of a window. */
  EvaluatedMusic atEveryPosition() {
    return new EvaluatedMusic(
        windows, leadingPads, context, targets.atEveryPosition(), groups, sections, suggestions);
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
        groups,
        sections.names(),
        targets);
  }

  /** Adds the score of a prediction. */
  void add(MetricsAccumulator scores, Target target, double[] probabilities) {
    scores.add(target, sections.of(target), Score.of(probabilities, target.id()));
  }

  /** Returns the number of the group of a target's piece, by which a memory is cross-validated. */
  int group(Target target) {
    return groups.numbers()[target.piece()];
  }

  /** Adds a prediction to those that a memory is fitted to. */
  void observe(MemoryFitter fitter, Target target, double[] probabilities) {
    if (!fitter.isFull()) {
      fitter.add(group(target), suggestions(target), target.id(), probabilities);
    }
  }

  /** Returns what the piece so far suggests for a target. */
  Suggestions suggestions(Target target) {
    return suggestions.before(target.piece(), target.place());
  }
}
