package io.nocturne.export.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.model.Directions;
import io.nocturne.model.Float32Tolerance;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.model.ModelState.OptimizerState;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerasFileTest {
  @TempDir private Path folder;

  private KerasModel golden(String name, OptionalInt window) throws IOException {
    return KerasFile.read(Archives.write(Archives.golden(name), folder), Optional.empty(), window);
  }

  private KerasModel sequential() throws IOException {
    return golden("sequential", OptionalInt.empty());
  }

  @Test
  void makesOutTheNetworkOfASequentialModel() throws IOException {
    assertThat(sequential().spec()).isEqualTo(new ModelSpec(4, 3, 2, 5, 0.25, Targets.LAST));
    assertThat(sequential().vocabularySize()).isEqualTo(6);
  }

  @Test
  void makesOutTheNetworkOfAFunctionalModelThatPredictsEveryStep() throws IOException {
    KerasModel model = golden("functional", OptionalInt.of(11));
    assertThat(model.spec()).isEqualTo(new ModelSpec(4, 3, 1, 11, 0, Targets.EVERY));
    assertThat(model.training())
        .isEqualTo(new KerasTraining(Optional.empty(), OptionalInt.empty(), List.of()));
  }

  @Test
  void takesTheTrainingFromWhatCompileWasGiven() throws IOException {
    assertThat(sequential().training())
        .isEqualTo(
            KerasTraining.with(
                OptimizerSpec.ADAM
                    .withLearningRate(0.003)
                    .with(Parameter.BETA_1, 0.8)
                    .with(Parameter.CLIP_NORM, 1.5),
                5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequential", "functional"})
  void readsTheWeightsOfKerasInItsOrder(String name) throws IOException {
    Iterator<JsonNode> expected = Archives.expected(name).path("weights").iterator();
    golden(name, window(name))
        .state()
        .weights()
        .forEach(
            (weight, values) -> assertThat(values).as(weight).isEqualTo(floats(expected.next())));
    assertThat(expected).isExhausted();
  }

  @Test
  void readsTheOptimizersStateOfKerasInItsOrder() throws IOException {
    OptimizerState adam = sequential().state().optimizer().orElseThrow();
    Iterator<JsonNode> variables = Archives.expected("sequential").path("optimizer").iterator();
    assertThat(adam.iterations()).isEqualTo(3).isEqualTo(variables.next().path(0).asLong());
    variables.next(); // The learning rate.
    for (String name : adam.slots().get("m").keySet()) {
      assertThat(adam.slots().get("m").get(name)).isEqualTo(floats(variables.next()));
      assertThat(adam.slots().get("v").get(name)).isEqualTo(floats(variables.next()));
    }
    assertThat(variables).isExhausted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequential", "functional"})
  void predictsWhatKerasPredicted(String name) throws IOException {
    JsonNode json = Archives.expected(name);
    KerasModel model = golden(name, window(name));
    int[] window = Archives.JSON.treeToValue(json.path("window"), int[].class);
    try (TrainingModel network =
        TrainingModel.create(
            model.spec(), new TokenIds(6, 5), OptimizerSpec.ADAM, 1, SessionSettings.defaults())) {
      network.setState(model.state());
      float[] expected = floats(json.path("probabilities"));
      assertThat(softmax(network.logits(new int[][] {window})[0]))
          .containsExactly(expected, Float32Tolerance.ofLogits(model.spec()).around(expected));
    }
  }

  @Test
  void startsTheOptimizerAgainWhereKerasHasAFrozenLayer() throws IOException {
    ObjectNode config = Archives.config("sequential");
    ((ObjectNode) config.at("/config/layers/1/config")).put("trainable", false);
    KerasModel model = Archives.read(Archives.configured("sequential", config, folder));
    assertThat(model.state().optimizer()).isEmpty();
    assertThat(model.training().notes())
        .containsExactly(
            "layer embedding is frozen in Keras, but is trained in nocturne, with a new optimizer");
  }

  @ParameterizedTest
  @EnumSource
  void readsBackWhatItWrites(Targets targets) throws IOException {
    KerasModel model = Models.random(new ModelSpec(3, 4, 3, 6, 0.5, targets), 7);
    Path file = folder.resolve("new/folder/a.keras");
    KerasFile.write(model, file);
    assertThat(Archives.read(file)).usingRecursiveComparison().isEqualTo(model);
  }

  @ParameterizedTest
  @EnumSource
  void readsBackANetworkThatReadsForward(Targets targets) throws IOException {
    ModelSpec spec = new ModelSpec(3, 4, 3, 6, 0.5, targets, Directions.FORWARD);
    KerasModel model = Models.random(spec, 7);
    Path file = folder.resolve("forward.keras");
    KerasFile.write(model, file);
    assertThat(Archives.read(file)).usingRecursiveComparison().isEqualTo(model);
  }

  @ParameterizedTest
  @EnumSource
  void readsBackLayersThatDiffer(Directions directions) throws IOException {
    ModelSpec spec =
        new ModelSpec(3, 4, 3, 6, 0, Targets.EVERY, directions)
            .withUnits(4, 2, 5)
            .with(new DropoutSpec(List.of(0.1, 0.0, 0.2), 0.3, List.of(0.4, 0.0, 0.5)));
    KerasModel model = Models.random(spec, 7);
    Path file = folder.resolve("differ.keras");
    KerasFile.write(model, file);
    assertThat(Archives.read(file)).usingRecursiveComparison().isEqualTo(model);
  }

  @Test
  void takesDropoutAtAnyPlaceAndSaysWhatDiffers() throws IOException {
    ObjectNode config = Archives.config("sequential");
    ArrayNode layers = (ArrayNode) config.at("/config/layers");
    for (String part : List.of("layer", "backward_layer")) {
      ((ObjectNode) layers.get(2).path("config").path(part).path("config"))
          .put("dropout", 0.5)
          .put("recurrent_dropout", 0.1);
    }
    ((ObjectNode) layers.get(3).path("config")).put("rate", 0.125);
    layers.insert(4, dropout("SpatialDropout1D", 0.5)).insert(4, dropout("GaussianNoise", 0.5));
    layers.insert(2, dropout("Dropout", 0.5)).insert(2, dropout("SpatialDropout1D", 0.5));
    KerasModel model = Archives.read(Archives.configured("sequential", config, folder));
    assertThat(model.spec().dropouts())
        .isEqualTo(new DropoutSpec(List.of(0.125, 0.25), 0.5, List.of(0.75, 0.5)));
    assertThat(model.training().notes())
        .containsExactly(
            "the dropout of layer bidirectional drops the same inputs in both directions in"
                + " nocturne",
            "the recurrent_dropout of layer bidirectional has no effect in nocturne",
            "layer a_GaussianNoise, GaussianNoise, has no effect in nocturne");
  }

  private static ObjectNode dropout(String type, double rate) {
    ObjectNode layer = Archives.JSON.createObjectNode().put("class_name", type);
    layer.putObject("config").put("name", "a_" + type).put("rate", rate);
    return layer;
  }

  @Test
  void writesANetworkWithoutDropoutAndOptimizer() throws IOException {
    KerasModel model = Models.untrained(new ModelSpec(3, 4, 1, 6, 0, Targets.LAST), 7);
    Path file = folder.resolve("a.keras");
    KerasFile.write(model, file);
    assertThat(Archives.read(file)).usingRecursiveComparison().isEqualTo(model);
  }

  @Test
  void writesTheSameBytesForTheSameModelAndNothingBeside() throws IOException {
    KerasModel model = Models.random(new ModelSpec(3, 4, 2, 6, 0.5, Targets.LAST), 7);
    KerasFile.write(model, folder.resolve("a.keras"));
    KerasFile.write(model, folder.resolve("b.keras"));
    assertThat(folder.resolve("a.keras")).hasSameBinaryContentAs(folder.resolve("b.keras"));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.keras", "b.keras");
  }

  @Test
  void writesNoFileOfANameThatKerasRefuses() {
    KerasModel model = Models.untrained(new ModelSpec(3, 4, 1, 6, 0, Targets.LAST), 7);
    Path file = folder.resolve("a.h5");
    assertThatThrownBy(() -> KerasFile.write(model, file))
        .hasMessage("the name of a Keras archive must end in .keras, was " + file);
    assertThat(file).doesNotExist();
  }

  /** The functional model leaves it open. */
  private static OptionalInt window(String name) {
    return name.equals("functional") ? OptionalInt.of(5) : OptionalInt.empty();
  }

  private static float[] floats(JsonNode values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  private static float[] softmax(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (Math.exp(logits[i]) / sum);
    }
    return probabilities;
  }
}
