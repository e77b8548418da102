package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.evaluate.EvaluateJob;
import io.nocturne.evaluate.EvaluateJob.Baselines;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.ModelMetrics;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.Context;
import io.nocturne.model.Directions;
import io.nocturne.model.Float32Tolerance;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.RecurrentNetwork;
import io.nocturne.model.Targets;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;
import io.nocturne.train.callback.Callback.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the embedded corpus, evaluated. */
class EvaluationTest {
  private static final Corpus CORPUS = EmbeddedCorpus.corpus();
  private static final int WINDOW = 10;
  private static final Float32Tolerance TOLERANCE =
      Float32Tolerance.ofLogits(new ModelSpec(16, 12, 1, WINDOW, 0, Targets.LAST));

  @TempDir static Path shared;
  private static BatchLoss validated;
  private static Evaluation last;
  private static Evaluation leaky;
  private static Evaluation forward;

  @BeforeAll
  static void trainAndEvaluate() throws IOException {
    validated = train("last", Targets.LAST, Directions.BOTH);
    train("leaky", Targets.EVERY, Directions.BOTH);
    train("forward", Targets.EVERY, Directions.FORWARD);
    last = Nocturne.evaluate(job("last").with(new Baselines(CORPUS, 6)));
    leaky = Nocturne.evaluate(job("leaky").with(new Baselines(CORPUS, 3)));
    forward = Nocturne.evaluate(job("forward").with(new Baselines(CORPUS, 2)));
  }

  @Test
  void ofTheRunsOwnCorpusIsOfItsValidationPart() {
    Metrics network = last.network().total();
    assertThat(last.data().isTrainingCorpus()).isTrue();
    assertThat(last.data().part()).isEqualTo(Part.VALIDATION);
    TOLERANCE.assertClose(
        new BatchLoss(network.nats(), network.correct(), network.targets()), validated);
    assertThat(network.targets()).isEqualTo(network.notes());
  }

  @Test
  void ofOtherDataIsOfAllOfIt() throws IOException {
    Corpus other = TestCorpora.random(4, 50, 30);
    Evaluation evaluation = Nocturne.evaluate(EvaluateJob.of(run("last"), other));
    assertThat(evaluation.data().isTrainingCorpus()).isFalse();
    assertThat(evaluation.data().part()).isEqualTo(Part.ALL);
    assertThat(evaluation.network().total().targets()).isEqualTo(14 + 7);
    assertThat(evaluation.network().pieces())
        .extracting(NamedMetrics::name)
        .containsExactly("piece0", "piece1");
  }

  @Test
  void otherDataHasNoValidationPart() {
    Corpus other = TestCorpora.random(4, 50, 30);
    assertThatThrownBy(
            () -> Nocturne.evaluate(EvaluateJob.of(run("last"), other).with(Part.VALIDATION)))
        .isInstanceOf(RunException.class)
        .hasMessage(
            run("last")
                + ": was not trained on this data, which therefore has no validation part; evaluate"
                + " all of it");
  }

  @Test
  void theTwoPartsMakeUpTheWhole() throws IOException {
    Metrics training = Nocturne.evaluate(job("last").with(Part.TRAINING)).network().total();
    Metrics all = Nocturne.evaluate(job("last").with(Part.ALL)).network().total();
    Metrics both = sum(training, last.network().total());
    assertThat(all.targets()).isEqualTo(both.targets());
    assertThat(all.nats())
        .isCloseTo(both.nats(), TOLERANCE.summed(all.targets()).around(both.nats()));
  }

  @Test
  void everyModelPredictsTheSameTargets() {
    for (Evaluation evaluation : List.of(last, leaky, forward)) {
      Metrics network = evaluation.network().total();
      assertThat(evaluation.baselines())
          .isNotEmpty()
          .allSatisfy(one -> assertThat(one.total().targets()).isEqualTo(network.targets()))
          .allSatisfy(one -> assertThat(one.total().notes()).isEqualTo(network.notes()));
    }
  }

  @Test
  void namesTheBaselines() {
    assertThat(last.baselines())
        .extracting(ModelMetrics::name)
        .containsExactly("6-gram", "6-gram with memory", "bigram", "repeat-last", "unigram");
    assertThat(forward.baselines())
        .extracting(ModelMetrics::name)
        .containsExactly("bigram", "bigram with memory", "repeat-last", "unigram");
  }

  @Test
  void scoresALeakyNetworkAtTheLastPositionAlone() {
    assertThat(leaky.copyingAccuracy()).hasValue(0.9);
    assertThat(leaky.network().positions()).hasSize(1);
    List<Metrics> positions = leaky.leak().orElseThrow().everyPosition().positions();
    assertThat(positions).hasSize(WINDOW);
    assertThat(leaky.network().total()).isEqualTo(positions.get(WINDOW - 1));
    assertThat(leaky.leak().orElseThrow().everyPosition().total().accuracy())
        .isGreaterThan(2 * leaky.network().total().accuracy());
  }

  @Test
  void scoresAForwardNetworkAtAllPositionsOfWindows() throws IOException {
    Evaluation windows = Nocturne.evaluate(job("forward").in(Context.WINDOW));
    assertThat(windows.leak()).isEmpty();
    assertThat(windows.data().context()).isEqualTo(Context.WINDOW);
    assertThat(windows.network().positions()).hasSize(WINDOW);
    assertThat(windows.network().total().targets()).isEqualTo(WINDOW * windows.data().windows());
  }

  @Test
  void scoresAForwardNetworkOnWholePiecesWithAllTokensBeforeAsContext() throws IOException {
    double nats = 0;
    long targets = 0;
    RunFolder run = RunFolder.open(run("forward"));
    TrainSpec spec = TrainSpec.of(run);
    try (InferenceModel model = run.openBest(spec.session())) {
      for (TokenizedPiece piece : spec.split(CORPUS).validation().pieces()) {
        float[] state = model.recurrence().start();
        for (int i = 0; i + 1 < piece.length(); i++) {
          RecurrentNetwork.Reading reading =
              model.recurrence().read(new float[][] {state}, new int[] {piece.tokens().id(i)});
          state = reading.states()[0];
          nats += nats(reading.logits()[0], piece.tokens().id(i + 1));
          targets++;
        }
      }
    }
    Metrics total = forward.network().total();
    assertThat(forward.data().context()).isEqualTo(Context.PIECE);
    assertThat(total.targets()).isEqualTo(targets);
    assertThat(total.nats()).isCloseTo(nats, within(1e-4 * nats));
    assertThat(forward.network().positions()).hasSize(WINDOW);
    assertThat(forward.network().positions().get(0).targets()).isEqualTo(forward.data().pieces());
  }

  @Test
  void doesNotReadWholePiecesWithANetworkThatReadsBackwards() {
    assertThatThrownBy(() -> Nocturne.evaluate(job("last").in(Context.PIECE)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "context piece: needs a network that reads forward, and this one reads in both"
                + " directions; choose context window, or train with --directions forward");
  }

  private static double nats(float[] logits, int target) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    return Math.log(sum) - logits[target];
  }

  @Test
  void positionsPiecesTypesAndBinsHaveAllTargetsOnce() {
    ModelMetrics network = forward.network();
    Metrics positions = network.positions().stream().reduce(Metrics.NONE, EvaluationTest::sum);
    Metrics pieces =
        network.pieces().stream()
            .map(NamedMetrics::metrics)
            .reduce(Metrics.NONE, EvaluationTest::sum);
    Metrics types =
        network.types().stream()
            .map(NamedMetrics::metrics)
            .reduce(Metrics.NONE, EvaluationTest::sum);
    long bins = network.calibration().bins().stream().mapToLong(bin -> bin.targets()).sum();
    assertThat(positions.correct()).isEqualTo(network.total().correct());
    assertThat(pieces.topFiveCorrect()).isEqualTo(network.total().topFiveCorrect());
    assertThat(types.targets()).isEqualTo(network.total().targets());
    assertThat(bins).isEqualTo(network.total().targets());
    assertThat(network.calibration().expectedError()).isBetween(0.0, 1.0);
  }

  @Test
  void baselinesLearnFromTheRunsCorpusAlone() {
    Corpus other = TestCorpora.random(4, 50, 30);
    assertThatThrownBy(() -> Nocturne.evaluate(job("last").with(new Baselines(other, 6))))
        .isInstanceOf(RunException.class)
        .hasMessage(
            run("last")
                + ": was not trained on the corpus of the baselines; name the corpus it was trained"
                + " on");
  }

  private static Metrics sum(Metrics a, Metrics b) {
    return new Metrics(
        a.targets() + b.targets(),
        a.notes() + b.notes(),
        a.nats() + b.nats(),
        a.correct() + b.correct(),
        a.topFiveCorrect() + b.topFiveCorrect());
  }

  private static EvaluateJob job(String run) {
    return EvaluateJob.of(run(run), CORPUS);
  }

  private static Path run(String name) {
    return shared.resolve("checkpoints").resolve(name);
  }

  private static BatchLoss train(String name, Targets targets, Directions directions)
      throws IOException {
    TrainSpec spec =
        TrainSpec.paper()
            .with(new ModelSpec(16, 12, 1, WINDOW, 0, targets, directions))
            .with(new DataSpec(3, DataSpec.DEFAULT.openings(), DataSpec.DEFAULT.split(), 0.3))
            .with(new FitSpec(32, 3, 10, 0, 1, 3, 7))
            .with(OptimizerSpec.ADAM.withLearningRate(0.02))
            .with(new SessionSettings(1, 2));
    TrainJob job =
        new TrainJob(run(name), shared.resolve("events").resolve(name), "embedded", CORPUS, spec);
    TrainingResult result = Nocturne.train(job);
    return result.progress().bestLog().orElseThrow().validation();
  }
}
