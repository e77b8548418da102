package io.nocturne.export.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.export.keras.WeightsReader.StoredOptimizer;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompileConfigTest {

  private static final StoredOptimizer TRAINED =
      new StoredOptimizer(Optional.of("adam"), 16, Optional.of(0.01), true);

  /** The training of a model that ends in a softmax. */
  private static KerasTraining read(String json) throws IOException {
    return read(json, Optional.of(TRAINED));
  }

  private static KerasTraining read(String json, Optional<StoredOptimizer> stored)
      throws IOException {
    return read(Archives.JSON.readTree(json), stored, "softmax");
  }

  private static KerasTraining read(
      JsonNode json, Optional<StoredOptimizer> stored, String activation) {
    JsonNode dense =
        Archives.JSON.valueToTree(
            Map.of("class_name", "Dense", "config", Map.of("activation", activation)));
    Layer output = new Layer("dense", KerasObject.of(dense).orElseThrow(), "layers/dense");
    return new CompileConfig(json, stored, output).read(List.of());
  }

  private static String adam(String config) {
    return """
    {"optimizer": {"module": "keras.optimizers", "class_name": "Adam", "config": %s}}\
    """
        .formatted(config);
  }

  @Test
  void knowsNothingOfAModelThatWasNotCompiled() throws IOException {
    KerasTraining training = read("{}", Optional.empty());
    assertThat(training.optimizer()).isEmpty();
    assertThat(training.notes()).isEmpty();
  }

  @Test
  void givesAdamWithoutSettingsThoseOfKeras() throws IOException {
    assertThat(read(adam("{}")).optimizer()).contains(OptimizerSpec.ADAM);
  }

  @Test
  void takesALearningRateForTheDecimalThatItWas() throws IOException {
    KerasTraining training = read(adam("{\"learning_rate\": 0.0010000000474974513}"));
    assertThat(training.optimizer().map(spec -> spec.get(Parameter.LEARNING_RATE))).contains(0.001);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"amsgrad": true} | the optimizer's amsgrad is True
          {"use_ema": true} | the optimizer's use_ema is True
          {"gradient_accumulation_steps": 4} | the optimizer's gradient_accumulation_steps is 4
          {"decay": 0.001} | the optimizer's decay is 0.001
          {"learning_rate": {"class_name": "CosineDecay", "config": {}}} | the learning rate follows CosineDecay
          {"use_ema": true, "amsgrad": true} | the optimizer's use_ema is True, the optimizer's amsgrad is True
          """)
  void startsTheOptimizerAgainWhereAdamWouldTakeOtherSteps(String config, String note)
      throws IOException {
    KerasTraining training = read(adam(config));
    assertThat(training.optimizer()).isEmpty();
    assertThat(training.notes())
        .containsExactly(note + "; nocturne trains with Adam, from the start");
  }

  @Test
  void startsTheOptimizerAgainWhereNocturneDoesNotHaveIt() throws IOException {
    KerasTraining training = read("{\"optimizer\": {\"class_name\": \"Lion\", \"config\": {}}}");
    assertThat(training.optimizer()).isEmpty();
    assertThat(training.notes())
        .containsExactly("the optimizer is Lion; nocturne trains with Adam, from the start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"adam\"", "\"Adam\""})
  void resumesAdamThatIsKnownByItsNameAlone(String name) throws IOException {
    KerasTraining training = read("{\"optimizer\": %s}".formatted(name));
    assertThat(training.optimizer().map(spec -> spec.get(Parameter.LEARNING_RATE))).contains(0.01);
    assertThat(training.notes()).isEmpty();
  }

  @Test
  void resumesAdamWhoseSettingsAreLost() throws IOException {
    KerasTraining training = read("{}");
    assertThat(training.optimizer().map(spec -> spec.get(Parameter.LEARNING_RATE))).contains(0.01);
    assertThat(training.notes())
        .containsExactly(
            "the optimizer's settings are missing, but 16 steps of it are stored; Adam resumes with"
                + " their learning rate and Keras's other defaults");
  }

  @Test
  void startsTheOptimizerAgainWhereItsKindIsLost() throws IOException {
    StoredOptimizer other = new StoredOptimizer(Optional.of("nadam"), 3, Optional.empty(), true);
    KerasTraining training = read("{}", Optional.of(other));
    assertThat(training.optimizer()).isEmpty();
    assertThat(training.notes())
        .containsExactly(
            "the optimizer's settings are missing, but 3 steps of it are stored; nocturne trains"
                + " with Adam, from the start");
  }

  @Test
  void notesStepsWithoutMoments() throws IOException {
    StoredOptimizer bare = new StoredOptimizer(Optional.empty(), 4, Optional.empty(), false);
    assertThat(read(adam("{}"), Optional.of(bare)).notes())
        .containsExactly(
            "the file has 4 steps of its optimizer, but no moments; Adam starts with zero moments");
  }

  @Test
  void notesAnOptimizerWithoutItsState() throws IOException {
    assertThat(read(adam("{}"), Optional.empty()).notes())
        .containsExactly("the file has no state of its optimizer; Adam starts with zero moments");
  }

  @Test
  void readsTheSettingsOfKeras2() throws IOException {
    KerasTraining training =
        read(
            """
            {"optimizer_config": {"class_name": "Custom>Adam", "config": {"lr": 0.002}},
             "metrics": [[{"class_name": "MeanMetricWrapper", "config": {"name": "accuracy"}}]]}
            """);
    assertThat(training.optimizer().map(spec -> spec.get(Parameter.LEARNING_RATE))).contains(0.002);
    assertThat(training.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"label_smoothing": 0.1} | softmax | label_smoothing is 0.1
          {"reduction": "sum"} | softmax | reduction is sum
          {"from_logits": true} | softmax | from_logits is True for probabilities
          {} | linear | from_logits is False for logits
          {"label_smoothing": 0.1, "reduction": "sum"} | softmax | label_smoothing is 0.1, its reduction is sum
          """)
  void notesSettingsOfTheLossThatAreNotCarriedOn(String config, String activation, String note)
      throws IOException {
    JsonNode json =
        Archives.JSON.readTree(
            "{\"loss\": {\"class_name\": \"CategoricalCrossentropy\", \"config\": %s}}"
                .formatted(config));
    assertThat(read(json, Optional.empty(), activation).notes())
        .containsExactly("the loss's " + note + "; nocturne trains with the plain cross-entropy");
  }

  @Test
  void notesMetricsThatAreNotLogged() throws IOException {
    assertThat(read("{\"metrics\": [\"accuracy\", \"mae\"]}", Optional.empty()).notes())
        .containsExactly("nocturne logs loss and accuracy, and not the metric mae");
  }

  @Test
  void refusesASettingThatAdamCannotHave() {
    assertThatThrownBy(() -> read(adam("{\"beta_1\": 1.5}")))
        .hasMessage(
            "optimizer: beta 1 must be at least 0 and below 1, was 1.5; compile the model with"
                + " another and save it again");
  }

  @Test
  void notesAnotherLoss() throws IOException {
    assertThat(read("{\"loss\": \"mse\"}", Optional.empty()).notes())
        .containsExactly("the loss is mse; nocturne trains with the cross-entropy");
    assertThat(read("{\"loss\": \"sparse_categorical_crossentropy\"}", Optional.empty()).notes())
        .isEmpty();
  }

  @Test
  void notesRegularizersAndConstraints() throws IOException {
    ObjectNode config = Archives.config("sequential");
    ((ObjectNode) config.at("/config/layers/4/config/layer/config"))
        .set("kernel_regularizer", Archives.JSON.readTree("{\"class_name\": \"L2\"}"));
    Layer bidirectional = LayerChain.of(model(config)).get(4);
    assertThat(bidirectional.inner("layer", "forward_layer").map(Layer::notes))
        .contains(
            List.of("the kernel_regularizer of layer bidirectional_1 has no effect in nocturne"));
  }

  @Test
  void readsTheOtherParametersOfKeras() throws IOException {
    assertThat(read(adam("{\"clipnorm\": 1.0, \"weight_decay\": 0.01}")).optimizer())
        .contains(
            OptimizerSpec.ADAM
                .with(Parameter.CLIP_NORM_EACH, 1)
                .with(Parameter.WEIGHT_DECAY, 0.01));
  }

  @Test
  void takesNesterovWithoutMomentumForGradientDescent() throws IOException {
    KerasTraining training =
        read("{\"optimizer\": {\"class_name\": \"SGD\", \"config\": {\"nesterov\": true}}}");
    assertThat(training.optimizer()).contains(OptimizerSpec.of(Algorithm.SGD));
  }

  @Test
  void gradientDescentWithoutMomentumHasNoMomentsToMiss() throws IOException {
    StoredOptimizer bare = new StoredOptimizer(Optional.empty(), 4, Optional.empty(), false);
    assertThat(read("{\"optimizer\": \"sgd\"}", Optional.of(bare)).notes()).isEmpty();
  }

  static Stream<OptimizerSpec> optimizers() {
    return Stream.of(
        OptimizerSpec.ADAM
            .withLearningRate(0.02)
            .with(Parameter.BETA_1, 0.5)
            .with(Parameter.BETA_2, 0.7)
            .with(Parameter.EPSILON, 1e-5),
        OptimizerSpec.of(Algorithm.ADAMW).with(Parameter.CLIP_VALUE, 0.5),
        OptimizerSpec.of(Algorithm.SGD)
            .with(Parameter.MOMENTUM, 0.9)
            .with(Parameter.NESTEROV, 1)
            .with(Parameter.WEIGHT_DECAY, 0.1),
        OptimizerSpec.of(Algorithm.RMSPROP).with(Parameter.RHO, 0.8).with(Parameter.CENTERED, 1));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void readsBackWhatItWrites(OptimizerSpec spec) {
    KerasTraining training = KerasTraining.with(spec, 3);
    JsonNode json = CompileConfig.write(training);
    assertThat(read(json, Optional.of(TRAINED), "softmax")).isEqualTo(training);
  }

  private static KerasObject model(JsonNode config) {
    return KerasObject.of(config).orElseThrow();
  }
}
