package io.nocturne.export.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.model.AdamSpec;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompileConfigTest {

  private static KerasTraining read(String json) throws IOException {
    return CompileConfig.read(Archives.JSON.readTree(json), List.of());
  }

  private static String adam(String config) {
    return """
    {"optimizer": {"module": "keras.optimizers", "class_name": "Adam", "config": %s}}\
    """
        .formatted(config);
  }

  @Test
  void knowsNothingOfAModelThatWasNotCompiled() throws IOException {
    assertThat(read("{}").adam()).isEmpty();
    assertThat(read("{}").notes()).isEmpty();
  }

  @Test
  void givesAdamWithoutSettingsThoseOfKeras() throws IOException {
    assertThat(read(adam("{}")).adam()).contains(AdamSpec.KERAS);
  }

  @Test
  void takesALearningRateForTheDecimalThatItWas() throws IOException {
    KerasTraining training = read(adam("{\"learning_rate\": 0.0010000000474974513}"));
    assertThat(training.adam().map(AdamSpec::learningRate)).contains(0.001);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"clipnorm": 1.0} | the optimizer's clipnorm is 1.0
          {"clipvalue": 0.5} | the optimizer's clipvalue is 0.5
          {"weight_decay": 0.01} | the optimizer's weight_decay is 0.01
          {"amsgrad": true} | the optimizer's amsgrad is True
          {"use_ema": true} | the optimizer's use_ema is True
          {"gradient_accumulation_steps": 4} | the optimizer's gradient_accumulation_steps is 4
          {"learning_rate": {"class_name": "CosineDecay", "config": {}}} | the learning rate follows CosineDecay
          """)
  void startsTheOptimizerAgainWhereAdamWouldTakeOtherSteps(String config, String note)
      throws IOException {
    KerasTraining training = read(adam(config));
    assertThat(training.adam()).isEmpty();
    assertThat(training.notes())
        .containsExactly(note + "; nocturne trains with Adam, from the start");
  }

  @Test
  void startsTheOptimizerAgainWhereItIsNotAdam() throws IOException {
    KerasTraining training = read("{\"optimizer\": {\"class_name\": \"SGD\", \"config\": {}}}");
    assertThat(training.adam()).isEmpty();
    assertThat(training.notes())
        .containsExactly("the optimizer is SGD; nocturne trains with Adam, from the start");
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
    assertThat(read("{\"loss\": \"mse\"}").notes())
        .containsExactly("the loss is mse; nocturne trains with the cross-entropy");
    assertThat(read("{\"loss\": \"sparse_categorical_crossentropy\"}").notes()).isEmpty();
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
  void readsBackWhatItWrites() {
    KerasTraining training = KerasTraining.with(new AdamSpec(0.02, 0.5, 0.7, 1e-5, 0), 3);
    JsonNode json = CompileConfig.write(training);
    assertThat(CompileConfig.read(json, List.of())).isEqualTo(training);
  }

  private static KerasObject model(JsonNode config) {
    return KerasObject.of(config).orElseThrow();
  }
}
