package io.nocturne.evaluate;

import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.corpus.Corpus;
import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Batches.Batch;
import io.nocturne.dataset.Shuffle;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSet;
import io.nocturne.dataset.Windows;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.TrainingText.Alphabet;
import io.nocturne.model.Context;
import io.nocturne.model.Directions;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.InferenceModel.TargetScores;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.Precision;
import io.nocturne.token.Tokenizer;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Evaluates a run, with the same targets for the network and for each baseline. */
public final class Evaluator {
  private static final int MAX_WINDOWS = 256;

  /** Bounds the logits of a batch, of which the graph makes several, to 16 MB each. */
  static final long MAX_LOGITS = 1L << 22;

  private final EvaluateJob job;
  private final RunFolder run;
  private final TrainSpec spec;
  private final boolean own;

  private Evaluator(EvaluateJob job, RunFolder run) throws RunException {
    this.job = job;
    this.run = run;
    spec = TrainSpec.of(run);
    own = isLearnt(job.data());
  }

  /**
   * Evaluates a run.
   *
   * @throws RunException if the data or the corpus of the baselines does not fit the run
   */
  public static Evaluation evaluate(EvaluateJob job) throws IOException {
    RunFolder run = RunFolder.open(job.run());
    RunTokens.requireSame(run, job.data().tokenizer());
    return new Evaluator(job, run).evaluate();
  }

  private Evaluation evaluate() throws IOException {
    Part part = part();
    if (context(part) == Context.PIECE) {
      return evaluatePieces(part);
    }
    WindowSet windows = windows(part);
    TargetSpec targets = targets();
    List<BaselineScorer> baselines =
        baselines().stream().map(one -> new BaselineScorer(one, windows, targets)).toList();
    MetricsAccumulator network = MetricsAccumulator.of("network", windows, targets);
    MetricsAccumulator every =
        MetricsAccumulator.of("network, every position", windows, targets.atEveryPosition());
    try (InferenceModel model =
        run.openBest(spec.session().on(job.device()).with(Precision.FLOAT32))) {
      long window = 0;
      for (Batch batch : new Batches(windows, batchSize(), new Shuffle.Sequential()).epoch(0, 0)) {
        TargetScores scores = model.score(batch.tokens(), batch.size());
        int targetsPerRow = scores.count() / batch.size();
        for (int row = 0; row < batch.size(); row++, window++) {
          int from = row * batch.width();
          int piece = windows.piece(window);
          NetworkScores rowScores = NetworkScores.of(scores, row, targetsPerRow, targets.window());
          network.add(piece, batch.tokens(), from, rowScores::after);
          if (leaks()) {
            every.add(piece, batch.tokens(), from, rowScores::after);
          }
          for (BaselineScorer baseline : baselines) {
            baseline.add(window, batch.tokens(), from);
          }
        }
      }
    }
    ModelMetrics metrics = network.metrics();
    return new Evaluation(
        new EvaluatedData(
            job.data().fingerprint(),
            part,
            own,
            metrics.pieces().size(),
            windows.size(),
            Context.WINDOW),
        metrics,
        leaks() ? Optional.of(new Leak(run.model().window(), every.metrics())) : Optional.empty(),
        baselines.stream().map(BaselineScorer::metrics).toList());
  }

  /** Evaluates the network on each target once, with all of the piece before it as context. */
  private Evaluation evaluatePieces(Part part) throws IOException {
    WindowSet windows = windows(part);
    PieceScorer scorer =
        new PieceScorer(windows, spec.windows().leadingPads(), targets().atEveryPosition());
    try (InferenceModel model =
        run.openBest(spec.session().on(job.device()).with(Precision.FLOAT32))) {
      ModelMetrics network = scorer.network(model.recurrence());
      return new Evaluation(
          new EvaluatedData(
              job.data().fingerprint(),
              part,
              own,
              network.pieces().size(),
              network.pieces().size(),
              Context.PIECE),
          network,
          Optional.empty(),
          baselines().stream().map(scorer::baseline).toList());
    }
  }

  private Context context(Part part) throws RunException {
    boolean shared = part != Part.ALL && spec.data().split() == SplitSpec.By.WINDOW;
    Context context = job.context().orElse(shared ? Context.WINDOW : run.model().context());
    run.model().requireSupport(context);
    if (context == Context.PIECE && shared) {
      throw new RunException(
          run.path(),
          "was split by window, so that every piece has training windows; choose --context window");
    }
    return context;
  }

  /**
   * The scores of a network for the targets of one window.
   *
   * @param first the index of the score of the target after position 0, if there were one; negative
   *     if only the target after the last position is scored
   */
  private record NetworkScores(TargetScores scores, int first) {
    static NetworkScores of(TargetScores scores, int row, int targetsPerRow, int window) {
      int firstPosition = window - targetsPerRow;
      return new NetworkScores(scores, row * targetsPerRow - firstPosition);
    }

    Score after(int position) {
      int index = first + position;
      // A softmax in float32 may exceed 1 in the last digit.
      return new Score(
          scores.nats()[index], scores.ranks()[index], Math.min(1, scores.confidences()[index]));
    }
  }

  private boolean isLearnt(Corpus corpus) {
    return run.info()
        .corpus()
        .map(CorpusInfo::fingerprint)
        .filter(corpus.fingerprint()::equals)
        .isPresent();
  }

  private Part part() throws RunException {
    Part part = job.part().orElse(own ? Part.VALIDATION : Part.ALL);
    if (!own && part != Part.ALL) {
      throw new RunException(
          run.path(),
          "was not trained on this data, which therefore has no %s part; evaluate all of it"
              .formatted(part == Part.VALIDATION ? "validation" : "training"));
    }
    return part;
  }

  private WindowSet windows(Part part) {
    return switch (part) {
      case VALIDATION -> spec.split(job.data()).validation();
      case TRAINING -> spec.split(job.data()).train();
      case ALL -> Windows.requireNonEmpty(job.data(), spec.windows());
    };
  }

  /** Returns whether the network has read its targets at all positions but the last. */
  private boolean leaks() {
    ModelSpec model = run.model();
    return model.targets() == Targets.EVERY
        && model.directions() == Directions.BOTH
        && model.window() > 1;
  }

  private TargetSpec targets() {
    ModelSpec model = run.model();
    boolean lastAlone = model.targets() == Targets.LAST || leaks();
    TokenIds ids = run.tokenIds();
    Tokenizer tokenizer = run.tokenizer();
    List<TargetSpec.Token> tokens =
        IntStream.range(0, ids.count())
            .mapToObj(id -> new TargetSpec.Token(tokenizer.type(id), tokenizer.pitches(id).size()))
            .toList();
    return new TargetSpec(model.window(), lastAlone ? model.window() - 1 : 0, ids.pad(), tokens);
  }

  private int batchSize() {
    ModelSpec model = run.model();
    long positions = model.targets() == Targets.EVERY ? model.window() : 1;
    long fit = MAX_LOGITS / (positions * run.tokenIds().count());
    return (int) Math.max(1, Math.min(MAX_WINDOWS, fit));
  }

  private List<Baseline> baselines() throws RunException {
    if (job.baselines().isEmpty()) {
      return List.of();
    }
    Corpus corpus = job.baselines().get().corpus();
    if (!isLearnt(corpus)) {
      throw new RunException(
          run.path(),
          "was not trained on the corpus of the baselines; name the corpus it was trained on");
    }
    Split split = spec.split(corpus);
    TokenIds ids = run.tokenIds();
    TrainingText text = TrainingText.of(split, new Alphabet(ids.count(), ids.pad()));
    Stream<Baseline> nGrams =
        IntStream.of(job.baselines().get().order(), 2)
            .distinct()
            .mapToObj(order -> new NGram(text, order));
    return Stream.concat(nGrams, Stream.of(new RepeatLast(text), new Unigram(text))).toList();
  }
}
