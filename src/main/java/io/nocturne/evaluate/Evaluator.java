package io.nocturne.evaluate;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.Labels;
import io.nocturne.base.Numbers;
import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSet;
import io.nocturne.dataset.Windows;
import io.nocturne.evaluate.EvaluateJob.Baselines;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Evaluation.Overlap;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.TrainingText.Alphabet;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryFitter;
import io.nocturne.model.Context;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.Precision;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Evaluates a run, with the same targets for the network and for each baseline. */
public final class Evaluator {
  /** Bounds the logits of a batch, of which the graph makes several, to 16 MB each. */
  static final long MAX_LOGITS = 1L << 22;

  private final EvaluateJob job;
  private final RunFolder run;
  private final TrainSpec spec;
  private final boolean own;
  private final boolean leaks;

  private Evaluator(EvaluateJob job, RunFolder run) throws RunException {
    this.job = job;
    this.run = run;
    spec = TrainSpec.of(run);
    own = isLearnt(job.data());
    leaks = TargetSpec.leaks(run.model());
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
    EvaluatedMusic music = music(part);
    EvaluatedMusic predicted = leaks ? music.atEveryPosition() : music;
    MetricsAccumulator network = music.accumulator("network");
    MetricsAccumulator every = predicted.accumulator("network, every position");
    Optional<MemoryScores> memory = memory(part, music);
    Optional<OverlapCounter> overlap = overlap(part, music);
    try (InferenceModel model = open()) {
      predicted
          .predictions(model)
          .forEach(
              (target, probabilities) -> {
                if (leaks) {
                  predicted.add(every, target, probabilities);
                }
                if (target.position() >= music.targets().first()) {
                  music.add(network, target, probabilities);
                  overlap.ifPresent(counter -> counter.add(target));
                  memory.ifPresent(scores -> scores.add(target, probabilities));
                }
              });
    }
    return new Evaluation(
        data(part, music, network.metrics(), overlap.map(OverlapCounter::overlap)),
        network.metrics(),
        memory.map(MemoryScores::metrics),
        leaks ? Optional.of(new Leak(run.model().window(), every.metrics())) : Optional.empty(),
        baselines(music));
  }

  @MustBeClosed
  private InferenceModel open() throws IOException {
    return run.openBest(spec.session().on(job.device()).with(Precision.FLOAT32));
  }

  private EvaluatedMusic music(Part part) throws RunException {
    Context context = context(part);
    return EvaluatedMusic.of(
        run, windows(part), spec.windows().leadingPads(), context, TargetSpec.of(run));
  }

  private EvaluatedData data(
      Part part, EvaluatedMusic music, ModelMetrics network, Optional<Overlap> overlap) {
    int pieces = network.pieces().size();
    return new EvaluatedData(
        job.data().fingerprint(),
        part,
        own,
        pieces,
        music.context() == Context.WINDOW ? music.windows().size() : pieces,
        music.context(),
        overlap);
  }

  /** Compares the music with the training part, unless it is that or its corpus is not known. */
  private Optional<OverlapCounter> overlap(Part part, EvaluatedMusic music) {
    Optional<Corpus> learnt =
        own
            ? Optional.of(job.data())
            : job.baselines().map(Baselines::corpus).filter(this::isLearnt);
    return part == Part.TRAINING || (own && part == Part.ALL)
        ? Optional.empty()
        : learnt.map(
            corpus ->
                new OverlapCounter(
                    job.data(), music.windows().pieces(), spec.split(corpus).train().pieces()));
  }

  /**
   * Returns the scores with the run's memory, if it has one. Pieces that its weights were fitted to
   * are predicted with weights fitted to others.
   */
  private Optional<MemoryScores> memory(Part part, EvaluatedMusic music) throws IOException {
    return run.checkpoints()
        .memory()
        .map(
            fitted ->
                new MemoryScores(
                    "network",
                    music,
                    part == Part.VALIDATION ? fitted::heldOut : group -> fitted.weights()));
  }

  private Context context(Part part) throws RunException {
    boolean shared = part != Part.ALL && spec.data().split() == SplitSpec.By.WINDOW;
    Context context =
        job.context().orElse(part == Part.ALL ? run.model().context() : spec.partContext());
    run.model().requireSupport(context);
    if (context == Context.PIECE && shared) {
      throw new RunException(
          run.path(),
          "was split by window, so that every piece has training windows; choose --context window");
    }
    return context;
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
              .formatted(Labels.of(part)));
    }
    if (part == Part.TEST && spec.data().split() != SplitSpec.By.LISTED) {
      throw new RunException(
          run.path(),
          "was not trained with --split listed and may have been trained on pieces listed for"
              + " testing; evaluate its validation part");
    }
    return part;
  }

  private WindowSet windows(Part part) throws RunException {
    return switch (part) {
      case VALIDATION -> spec.split(job.data()).validation();
      case TRAINING -> spec.split(job.data()).train();
      case TEST -> test();
      case ALL -> Windows.requireNonEmpty(job.data(), spec.windows());
    };
  }

  private WindowSet test() throws RunException {
    WindowSet test = Split.listed(job.data(), spec.windows(), ListedPart.TEST);
    if (test.size() == 0) {
      throw new RunException(
          run.path(),
          "has no windows to test on: its corpus lists no piece for testing that is long enough;"
              + " evaluate its validation part");
    }
    return test;
  }

  /** Returns the metrics of the baselines, and of the first one with a memory of its own. */
  private List<ModelMetrics> baselines(EvaluatedMusic music) throws RunException {
    List<ModelMetrics> metrics = new ArrayList<>();
    for (Baseline baseline : baselines()) {
      boolean isRemembered = metrics.isEmpty() && music.groups().count() > 1;
      MetricsAccumulator alone = music.accumulator(baseline.name());
      MemoryFitter fitter = new MemoryFitter();
      music
          .predictions(baseline)
          .forEach(
              (target, probabilities) -> {
                music.add(alone, target, probabilities);
                if (isRemembered) {
                  music.observe(fitter, target, probabilities);
                }
              });
      metrics.add(alone.metrics());
      if (isRemembered) {
        FittedMemory fitted = fitter.fit(baseline.name());
        MemoryScores scores = new MemoryScores(baseline.name(), music, fitted::heldOut);
        music.predictions(baseline).forEach(scores::add);
        metrics.add(scores.metrics());
      }
    }
    return metrics;
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
    try {
      return baselines(split, job.baselines().get().order());
    } catch (OutOfMemoryError | ArithmeticException e) { // Or more than an array holds.
      throw new UserException(
          ("the baselines of a corpus of %s tokens do not fit into Java's memory; give it more, for"
                  + " example JAVA_OPTS=-Xmx8g, shorten the n-grams with --order, or leave the"
                  + " baselines out with --no-baselines")
              .formatted(Numbers.grouped(corpus.tokenCount())),
          e);
    }
  }

  private List<Baseline> baselines(Split split, int maxOrder) {
    TokenIds ids = run.tokenIds();
    TrainingText text = TrainingText.of(split, new Alphabet(ids.count(), ids.pad()));
    Stream<Baseline> nGrams =
        IntStream.of(maxOrder, 2).distinct().mapToObj(order -> new NGram(text, order));
    return Stream.concat(nGrams, Stream.of(new RepeatLast(text), new Unigram(text))).toList();
  }
}
