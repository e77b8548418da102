package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.Monitor;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Range;
import io.nocturne.model.OptimizerSpec.Schedule;
import io.nocturne.model.Targets;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.train.TrainSpec.DataSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainSpecTest {
  private static final TrainSpec OTHER =
      new TrainSpec(
          new ModelSpec(1, 2, 3, 4, 0, Targets.EVERY, Directions.FORWARD)
              .withUnits(2, 5, 7)
              .with(new DropoutSpec(List.of(0.1 + 0.2), 0.1, List.of(0.0, 0.25, 0.5)))
              .asMasked(),
          OptimizerSpec.ADAM
              .withLearningRate(1e-300)
              .with(Parameter.BETA_1, 0.1)
              .with(Parameter.BETA_2, 0.2)
              .with(Parameter.EPSILON, 3e-7)
              .with(Parameter.CLIP_NORM, 1.0 / 3),
          new DataSpec(5, Openings.PAD, SplitSpec.By.WINDOW, 0.999, 6, 0.05, 2),
          new FitSpec(1, 2, Monitor.LOSS, 3, 4.5, 0.5, 6, 7, Long.MIN_VALUE),
          new SessionSettings(8, 9, Device.CPU, Precision.BF16));

  @TempDir Path folder;

  @Test
  void isTheSameAfterJson() throws IOException {
    assertThat(TrainSpec.fromJson(OTHER.toJson())).isEqualTo(OTHER);
    assertThat(TrainSpec.fromJson(TrainSpec.paper().toJson())).isEqualTo(TrainSpec.paper());
  }

  @Test
  void numbersOfAllLayersAreOneNumberInJson() {
    JsonNode model = TrainSpec.paper().toJson().path("model");
    assertThat(model.path("units")).isEqualTo(IntNode.valueOf(256));
    assertThat(model.path("dropout")).isEqualTo(DoubleNode.valueOf(0.2));
    assertThat(OTHER.toJson().at("/model/units").toString()).isEqualTo("[2,5,7]");
    assertThat(OTHER.toJson().at("/model/spatial-dropout").toString()).isEqualTo("[0.0,0.25,0.5]");
  }

  @Test
  void numbersOfEachLayerMayBeEqual() {
    ObjectNode json = TrainSpec.paper().toJson();
    json.withObject("model").putArray("units").add(256).add(256);
    assertThat(TrainSpec.fromJson(json)).isEqualTo(TrainSpec.paper());
  }

  @Test
  void differencesShowTheNumbersOfEachLayer() {
    ModelSpec narrower = ModelSpec.PAPER.withUnits(128, 64);
    assertThat(TrainSpec.paper().differences(TrainSpec.paper().with(narrower)))
        .containsExactly("units 256, now 128,64");
  }

  @Test
  void isTheSameInTheRunThatItBegan() throws IOException {
    RunFolder.open(TrainingFixture.begin(folder.resolve("run"), OTHER).path());

    assertThat(TrainSpec.of(RunFolder.open(folder.resolve("run")))).isEqualTo(OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/model/targets",
        "/optimizer/optimizer",
        "/optimizer/schedule",
        "/optimizer/learning-rate",
        "/optimizer/beta-1",
        "/optimizer/warmup-epochs",
        "/fit/monitor",
        "/fit/label-smoothing",
        "/optimizer/clip-norm",
        "/data/openings",
        "/data/augment",
        "/fit/batch-size",
        "/fit/min-delta",
        "/fit/checkpoint-every",
        "/session/intra-op-threads",
        "/session/device",
        "/session/precision"
      })
  void callsSettingsWhatTheCommandLineDoes(String pointer) {
    assertThat(OTHER.toJson().at(pointer).isValueNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epochs     | 0    | fit: epochs must be at least 1, was 0",
        "epochs     | 1.5  | fit.epochs must be a whole number",
        "epochs     | null | fit.epochs must be a whole number",
        "epoch      | 1    | fit.epoch is not a known key",
        "monitor    | \"f1\" | fit.monitor must be one of val_loss, val_accuracy, loss, accuracy"
      })
  void namesTheKeyThatIsWrong(String key, String value, String problem) throws IOException {
    RunFolder run = TrainingFixture.begin(folder.resolve("run"), OTHER);
    ObjectNode fit = (ObjectNode) run.info().config().path("fit");
    fit.set(key, new ObjectMapper().readTree(value));

    assertThatThrownBy(() -> TrainSpec.of(run))
        .isInstanceOf(RunException.class)
        .hasMessage(
            "%s: is damaged: config: %s; put it back from a copy, or train another run",
            run.path().resolve("run.json"), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimizer     | \"lion\" | optimizer: lion is not known",
        "learning-rate | \"1\"    | optimizer: learning-rate must be a number",
        "learning-rate | 0        | optimizer: learning rate must be above 0, was 0.0",
        "beta-3        | 0        | optimizer: beta-3 is not known"
      })
  void namesTheParameterThatIsWrong(String key, String value, String problem) throws IOException {
    ObjectNode json = OTHER.toJson();
    json.withObject("optimizer").set(key, new ObjectMapper().readTree(value));
    assertThatThrownBy(() -> TrainSpec.fromJson(json)).hasMessage(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"optimizer", "schedule"})
  void namesTheChoiceThatIsMissing(String key) {
    ObjectNode json = OTHER.toJson();
    json.withObject("optimizer").remove(key);
    assertThatThrownBy(() -> TrainSpec.fromJson(json))
        .hasMessage("optimizer: " + key + " is missing");
  }

  @Test
  void isResumableAsOneThatDiffersInWhatChangesNoStep() {
    FitSpec fit = OTHER.fit();

    assertThat(OTHER.fixedDifferences(OTHER)).isEmpty();
    assertThat(OTHER.fixedDifferences(OTHER.with(OTHER.session().on(Device.GPU)))).isEmpty();
    assertThat(OTHER.fixedDifferences(OTHER.with(new SessionSettings(7, 9).with(Precision.BF16))))
        .isEmpty();
    assertThat(
            OTHER.fixedDifferences(
                OTHER.with(
                    new FitSpec(fit.batchSize(), 9, fit.monitor(), 9, 9, 0.5, 9, 9, fit.seed()))))
        .isEmpty();
  }

  @Test
  void isNotResumableAsOneThatDiffersInAnythingElse() {
    assertThat(OTHER.fixedDifferences(OTHER.with(ModelSpec.PAPER))).isNotEmpty();
    assertThat(OTHER.fixedDifferences(OTHER.with(OptimizerSpec.ADAM))).isNotEmpty();
    assertThat(OTHER.fixedDifferences(OTHER.with(DataSpec.DEFAULT))).isNotEmpty();
    assertThat(OTHER.fixedDifferences(OTHER.with(OTHER.session().with(Precision.FLOAT32))))
        .isNotEmpty();
    assertThat(OTHER.fixedDifferences(OTHER.with(OTHER.fit().withSeed(1)))).isNotEmpty();
    assertThat(
            OTHER.fixedDifferences(
                OTHER.with(new FitSpec(2, 2, Monitor.LOSS, 3, 4.5, 0.5, 6, 7, Long.MIN_VALUE))))
        .isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CLIP_NORM_EACH", "CLIP_VALUE"}) // Only instead of the clip norm.
  void noParameterOfTheOptimizerMayChange(Parameter parameter) {
    for (Algorithm algorithm : Algorithm.values()) {
      for (Schedule schedule : Schedule.values()) {
        OptimizerSpec spec = OptimizerSpec.of(algorithm, schedule);
        if (spec.values().containsKey(parameter)
            && !List.of(Parameter.NESTEROV, Parameter.INITIAL_LEARNING_RATE).contains(parameter)) {
          double changed =
              parameter.range() == Range.COUNT || parameter.range() == Range.SWITCH ? 1 : 0.123;
          assertThat(OTHER.with(spec).fixedDifferences(OTHER.with(spec.with(parameter, changed))))
              .hasSize(1);
        }
      }
    }
  }

  @Test
  void theOptimizerAndTheScheduleMayNotChange() {
    TrainSpec sgd = OTHER.with(OptimizerSpec.of(Algorithm.SGD));
    TrainSpec cosine = OTHER.with(OptimizerSpec.of(Algorithm.SGD, Schedule.COSINE));
    assertThat(OTHER.with(OptimizerSpec.ADAM).fixedDifferences(sgd))
        .contains("optimizer adam, now sgd");
    assertThat(sgd.fixedDifferences(cosine)).contains("schedule constant, now cosine");
  }

  static Stream<Arguments> settings() {
    return OTHER.toJson().properties().stream()
        .filter(group -> !group.getKey().equals("optimizer"))
        .flatMap(
            group ->
                group.getValue().properties().stream()
                    // Only with other directions, targets and units, which may not change either.
                    .filter(setting -> !Set.of("stateful", "layers").contains(setting.getKey()))
                    .map(setting -> Arguments.of(group.getKey(), setting.getKey())));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void onlyResumableSettingsAndThreadsMayChange(String group, String setting) {
    ObjectNode json = OTHER.toJson();
    json.withObject(group).set(setting, TrainSpec.paper().toJson().path(group).path(setting));
    if (setting.equals("inter-op-threads")) {
      json.withObject(group).put(setting, OTHER.session().interOpThreads() + 1);
    }

    assertThat(OTHER.fixedDifferences(TrainSpec.fromJson(json)).isEmpty())
        .isEqualTo(TrainSpec.RESUMABLE.contains(setting) || setting.endsWith("-threads"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.2, 'stride must be at least 1, was 0'",
    "1, 0, 'validation must be above 0 and below 1, was 0.0'",
    "1, 1, 'validation must be above 0 and below 1, was 1.0'",
    "1, NaN, 'validation must be above 0 and below 1, was NaN'"
  })
  void dataRejectsWhatMakesNoSense(int stride, double validation, String message) {
    assertThatThrownBy(() -> new DataSpec(stride, Openings.SKIP, SplitSpec.By.PIECE, validation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 13})
  void augmentationIsByAnOctaveAtMost(int semitones) {
    assertThatThrownBy(() -> new DataSpec(1, Openings.SKIP, SplitSpec.By.PIECE, 0.2, semitones))
        .hasMessage("augment must be 0 to 12, was " + semitones);
  }

  @Test
  void readsARunFromBeforeTempoAndVelocityWereAugmented() {
    ObjectNode older = OTHER.toJson();
    older.withObject("data").remove(List.of("augment-tempo", "augment-velocity"));
    DataSpec data = TrainSpec.fromJson(older).data();
    assertThat(data.augmentTempo()).isZero();
    assertThat(data.augmentVelocity()).isZero();
  }

  @Test
  void augmentationOfTempoAndVelocityHasBounds() {
    assertThatThrownBy(() -> new DataSpec(1, Openings.SKIP, SplitSpec.By.PIECE, 0.2, 0, 0.6, 0))
        .hasMessage("augment tempo must be 0 to 0.5, was 0.6");
    assertThatThrownBy(() -> new DataSpec(1, Openings.SKIP, SplitSpec.By.PIECE, 0.2, 0, 0, -1))
        .hasMessage("augment velocity must be 0 to 127, was -1");
  }

  @Test
  void theSmallestValuesAreAccepted() {
    assertThatCode(() -> new FitSpec(1, 1, 1, 0, 1, 1, 0)).doesNotThrowAnyException();
    assertThatCode(() -> new DataSpec(1, Openings.SKIP, SplitSpec.By.PIECE, Double.MIN_VALUE))
        .doesNotThrowAnyException();
  }
}
