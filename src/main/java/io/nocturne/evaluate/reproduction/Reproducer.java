package io.nocturne.evaluate.reproduction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Numbers;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.compose.Composition;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.compose.NoteChoice;
import io.nocturne.evaluate.EvaluateJob;
import io.nocturne.evaluate.EvaluateJob.Baselines;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.Evaluator;
import io.nocturne.evaluate.reproduction.StudyPlan.Ablation;
import io.nocturne.evaluate.reproduction.StudyPlan.Trial;
import io.nocturne.evaluate.reproduction.TrialResult.Sample;
import io.nocturne.model.LayerSummary;
import io.nocturne.model.TokenIds;
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.runtime.BuildInfo;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.Vocabulary;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainingRuns;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Trains the networks of a study, resuming existing runs, and measures them. */
public final class Reproducer {
  private final ReproduceJob job;
  private final ReproduceListener listener;
  private final TokenIds ids;
  private final List<Trial> trials;
  private final CorpusNotes notes;

  public Reproducer(ReproduceJob job, ReproduceListener listener) {
    this.job = job;
    this.listener = listener;
    Vocabulary vocabulary = job.corpus().tokenizer().vocabulary();
    ids = RunTokens.ids(vocabulary);
    trials = job.study().trials(ids);
    notes = CorpusNotes.of(job.corpus());
  }

  /** Trains and measures. Returns empty if stopped before the end. */
  public Optional<Reproduction> run() throws IOException {
    for (Trial trial : trials) {
      requireSame(trial);
    }
    for (int i = 0; i < trials.size(); i++) {
      if (!train(trials.get(i), i + 1)) {
        return Optional.empty();
      }
    }
    Map<Trial, TrialResult> results = new HashMap<>();
    for (int i = 0; i < trials.size(); i++) {
      if (job.stopRequested().getAsBoolean()) {
        return Optional.empty();
      }
      listener.measuringStarted(trials.get(i), i + 1, trials.size());
      results.put(trials.get(i), measure(trials.get(i)));
    }
    Map<Interpretation, List<TrialResult>> readings = new EnumMap<>(Interpretation.class);
    job.study()
        .readings()
        .forEach((reading, all) -> readings.put(reading, all.stream().map(results::get).toList()));
    Map<Ablation, List<List<TrialResult>>> ablations = new EnumMap<>(Ablation.class);
    job.study()
        .ablations(ids)
        .forEach(
            (ablation, variations) ->
                ablations.put(
                    ablation,
                    variations.stream()
                        .map(all -> all.stream().map(results::get).toList())
                        .toList()));
    return Optional.of(new Reproduction(facts(results.values()), readings, ablations));
  }

  /**
   * Requires that an existing run has the study's settings. One that could be resumed by itself
   * with other epochs would not be comparable with the others.
   */
  private void requireSame(Trial trial) throws IOException {
    Path run = run(trial);
    if (!RunFolder.isRun(run)) {
      return;
    }
    List<String> differences = TrainSpec.of(RunFolder.open(run)).differences(trial.spec());
    if (!differences.isEmpty()) {
      throw new RunException(
          run,
          "was begun with other settings (%s); use the same settings, or another output folder"
              .formatted(String.join("; ", differences)));
    }
  }

  private Path run(Trial trial) {
    return job.out().resolve("checkpoints").resolve(trial.run());
  }

  /** Trains a trial unless it is finished already. Returns whether it is finished now. */
  private boolean train(Trial trial, int number) throws IOException {
    Path run = run(trial);
    TrainJob training =
        new TrainJob(
                run,
                job.out().resolve("tensorboard").resolve(trial.run()),
                job.source(),
                job.corpus(),
                trial.spec())
            .with(job.logging())
            .stoppedBy(job.stopRequested());
    boolean begun = RunFolder.isRun(run);
    if (begun && isFinished(training)) {
      listener.trainingSkipped(trial, number, trials.size());
      return true;
    }
    if (job.stopRequested().getAsBoolean()) {
      return false;
    }
    TrainJob observed =
        training.with(listener.trainingStarted(trial, number, trials.size(), training));
    TrainingResult result = begun ? TrainingRuns.resume(observed) : TrainingRuns.begin(observed);
    return result.outcome() == TrainingOutcome.FINISHED;
  }

  /** Returns whether the requested training has finished on the same corpus. */
  private static boolean isFinished(TrainJob job) throws IOException {
    RunFolder run = RunFolder.open(job.run());
    return run.checkpoints().progress().flatMap(TrainingProgress::finished).isPresent()
        && run.info()
            .corpus()
            .filter(corpus -> corpus.fingerprint().equals(job.corpus().fingerprint()))
            .isPresent();
  }

  private TrialResult measure(Trial trial) throws IOException {
    Path run = run(trial);
    EvaluateJob evaluation = EvaluateJob.of(run, job.corpus()).on(trial.spec().session().device());
    Evaluation training = Evaluator.evaluate(evaluation.with(Part.TRAINING));
    Evaluation validation =
        Evaluator.evaluate(
            evaluation.with(Part.VALIDATION).with(new Baselines(job.corpus(), job.order())));
    return new TrialResult(
        trial,
        LayerSummary.weights(trial.spec().model(), ids),
        RunFolder.open(run).checkpoints().progress().orElseThrow().epochs(),
        validation,
        training,
        samples(trial));
  }

  private List<Sample> samples(Trial trial) throws IOException {
    GenerateJob generation =
        new GenerateJob(
                RunFolder.open(run(trial)),
                Optional.empty(),
                job.samples(),
                EvenTiming.DEFAULT,
                Output.CONTINUATION)
            .with(NoteChoice.FREE.withMemory(0))
            .on(trial.spec().session().device());
    List<Sample> samples = new ArrayList<>();
    for (Piece piece : new Composition(generation).pieces((done, all) -> {})) {
      samples.add(new Sample(piece, notes.of(piece)));
    }
    return samples;
  }

  /** Returns the settings that are the same in all readings. */
  private String settings() {
    ObjectNode settings = job.study().base().toJson();
    settings.withObject("model").remove("targets");
    settings.withObject("data").remove("split");
    return settings.toString();
  }

  private Map<String, String> facts(Iterable<TrialResult> results) {
    double seconds = 0;
    for (TrialResult result : results) {
      seconds += result.seconds();
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "corpus",
        String.format(
            Locale.ROOT,
            "%,d pieces, %,d tokens, fingerprint %s",
            job.corpus().pieces().size(),
            job.corpus().tokenCount(),
            job.corpus().fingerprint()));
    facts.put("trainings", String.valueOf(trials.size()));
    facts.put(
        "seeds",
        trials.get(0).seed()
            + (job.study().seeds() == 1
                ? ""
                : " to " + (trials.get(0).seed() + job.study().seeds() - 1)));
    facts.put("training time", Numbers.grouped(seconds) + " seconds");
    facts.put("settings", settings());
    facts.put(
        "by", "nocturne %s, TensorFlow %s".formatted(BuildInfo.version(), NativeLibrary.version()));
    facts.put(
        "machine",
        "%s %s, %d processors, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version")));
    return facts;
  }

  /** Receives the progress of a reproduction. */
  public interface ReproduceListener {

    /**
     * Called when a training begins or resumes.
     *
     * @param number the number of the trial, from 1
     * @param trials how many trials there are
     * @return a callback for the training
     */
    Callback trainingStarted(Trial trial, int number, int trials, TrainJob job);

    /** Called instead if an earlier call has finished the training. */
    void trainingSkipped(Trial trial, int number, int trials);

    /** Called before a trial is measured, after all trainings. */
    void measuringStarted(Trial trial, int number, int trials);
  }
}
