package io.nocturne.export.keras;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that Keras can build and nocturne cannot take, each by a change of one that it can. */
class RefusedModelsTest {
  private static final String REBUILD =
      "; build the model that way, copy the weights with set_weights and save it";
  private static final String RETRAIN = "; train such a model";

  private static final String AS_KERAS_3 =
      "; no other file of these weights can be imported; train the model with GRU(...,"
          + " reset_after=True, recurrent_activation=\"sigmoid\")";

  private static final String ORDER =
      "; a model must be an Embedding or a one-hot input, one or more Bidirectional GRUs or GRUs,"
          + " and a Dense with a softmax; Dropout and SpatialDropout1D may be between them";

  @TempDir private Path folder;

  /** Layers: 0 input, 1 embedding, 2 and 4 bidirectional, 3 and 5 dropout, 6 dense. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0/config/batch_shape | [null, 5, 2] | layer input_layer: must be of shape (batch, window) before an Embedding; build the model on windows of token ids
          0/config/batch_shape | [null, 5, 2, 1] | layer input_layer: must be of shape (batch, window) or one-hot, (batch, window, vocabulary), was [null,5,2,1]; build the model on windows of token ids
          0/config/batch_shape | [null, 5, null] | layer input_layer: must be of shape (batch, window) or one-hot, (batch, window, vocabulary), was [null,5,null]; build the model on windows of token ids
          0/config/dtype | "string" | layer input_layer: must be of numbers, was of string; build the model on token ids, without what makes them
          1/config/lora_rank | 2 | layer embedding: lora_rank must be None, was 2REBUILD
          1/config/input_dim | 7 | layer dense: predicts 6 tokens, but layer embedding reads 7RETRAIN
          1/config/output_dim | 0 | layer embedding: output_dim must be a whole number of at least 1, was 0RETRAIN
          1/config/dtype/config/name | "mixed_float16" | layer embedding: dtype must be "float32", was "mixed_float16"REBUILD
          2/config/merge_mode | "sum" | layer bidirectional: merge_mode must be "concat", was "sum"RETRAIN
          2/config/merge_mode | null | layer bidirectional: merge_mode must be "concat", was NoneRETRAIN
          2/config/layer/class_name | "LSTM" | layer bidirectional: its layer must be a GRU, was LSTMRETRAIN
          2/config/layer/registered_name | "mine>GRU" | layer bidirectional: its layer must be a GRU, was the custom class GRURETRAIN
          2/config/layer/config/reset_after | false | layer bidirectional: reset_after must be True, was FalseKERAS3
          2/config/layer/config/use_bias | false | layer bidirectional: use_bias must be True, was FalseRETRAIN
          2/config/layer/config/activation | "relu" | layer bidirectional: activation must be "tanh", was "relu"RETRAIN
          2/config/layer/config/recurrent_activation | "tanh" | layer bidirectional: recurrent_activation must be "sigmoid", was "tanh"KERAS3
          2/config/layer/config/recurrent_activation | "hard_sigmoid" | layer bidirectional: recurrent_activation must be "sigmoid", was "hard_sigmoid"KERAS3
          2/config/layer/config/time_major | true | layer bidirectional: time_major must be False, was TrueREBUILD
          2/config/layer/config/go_backwards | true | layer bidirectional: go_backwards must be False, was TrueRETRAIN
          2/config/layer/config/stateful | true | layer bidirectional: stateful must be False, was TrueREBUILD
          2/config/layer/config/return_state | true | layer bidirectional: return_state must be False, was TrueREBUILD
          2/config/layer/config/dropout | 0.1 | layer bidirectional: dropout of its backward_layer must be that of its layerREBUILD
          2/config/layer/config/dropout | 1 | layer bidirectional: dropout must be at least 0 and below 1, was 1REBUILD
          2/config/layer/config/units | 17 | layer bidirectional: its backward_layer must have 17 units as its layer has, had 3RETRAIN
          2/config/backward_layer/class_name | "SimpleRNN" | layer bidirectional: its backward_layer must be a GRU, was SimpleRNNRETRAIN
          2/config/backward_layer/config/reset_after | false | layer bidirectional: reset_after must be True, was FalseKERAS3
          2/config/backward_layer/config/go_backwards | false | layer bidirectional: go_backwards must be True, was FalseRETRAIN
          2/config/backward_layer/config/return_sequences | false | layer bidirectional: return_sequences of its backward_layer must be that of its layerRETRAIN
          4 | {"class_name": "GRU", "config": {"name": "one", "units": 3}} | layer one: is a GRU, must be a Bidirectional as layer bidirectional isRETRAIN
          4 | {"class_name": "GRU", "config": {"name": "one", "units": 3, "go_backwards": true}} | layer one: go_backwards must be False, was TrueRETRAIN
          3/config/rate | 1 | layer dropout: rate must be at least 0 and below 1, was 1REBUILD
          6/config/activation | "sigmoid" | layer dense: activation must be "softmax", was "sigmoid"RETRAIN
          6/config/use_bias | false | layer dense: use_bias must be True, was FalseRETRAIN
          6/config/quantization_config | {"class_name": "Int8"} | layer dense: quantization_config must be None, was Int8REBUILD
          """)
  void refusesALayerWithAnotherArgument(String place, String value, String message)
      throws IOException {
    ObjectNode config = Archives.config("sequential");
    set(config, "/config/layers/" + place, Archives.JSON.readTree(value));
    requireRefused(
        Archives.configured("sequential", config, folder),
        message
            .replace("REBUILD", REBUILD)
            .replace("RETRAIN", RETRAIN)
            .replace("KERAS3", AS_KERAS_3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | Conv1D        | layer embedding: Conv1D is not supported here
          2 | LSTM          | layer bidirectional: LSTM is not supported here
          3 | LayerNormalization | layer dropout: LayerNormalization is not supported here
          6 | Flatten       | layer dense: Flatten is not supported here
          """)
  void refusesALayerOfAnotherKind(int place, String type, String message) throws IOException {
    ObjectNode config = Archives.config("sequential");
    set(config, "/config/layers/" + place + "/class_name", Archives.JSON.valueToTree(type));
    requireRefused(Archives.configured("sequential", config, folder), message + ORDER);
  }

  @Test
  void refusesALayerThatIsMissing() throws IOException {
    ObjectNode config = Archives.config("sequential");
    ((ArrayNode) config.at("/config/layers")).remove(6);
    requireRefused(Archives.configured("sequential", config, folder), "has no Dense" + ORDER);
  }

  @Test
  void refusesALayerAfterTheLast() throws IOException {
    ObjectNode config = Archives.config("sequential");
    ArrayNode layers = (ArrayNode) config.at("/config/layers");
    layers.add(layers.get(5).deepCopy());
    requireRefused(
        Archives.configured("sequential", config, folder),
        "layer dropout_1: Dropout is not supported here" + ORDER);
  }

  @Test
  void refusesAModelOfAClassOfItsOwn() throws IOException {
    ObjectNode config = Archives.config("sequential").put("class_name", "Pianist");
    requireRefused(
        Archives.configured("sequential", config, folder),
        "is a model of class Pianist, must be Sequential or functional; build one from its layers"
            + " and save it");
  }

  @Test
  void refusesAModelWithoutLayers() throws IOException {
    ObjectNode config = Archives.config("sequential");
    ((ArrayNode) config.at("/config/layers")).removeAll();
    requireRefused(
        Archives.configured("sequential", config, folder),
        "has no layers; build the model before you save it");
  }

  @Test
  void refusesTooManyLayers() throws IOException {
    ObjectNode config = Archives.config("sequential");
    ArrayNode layers = (ArrayNode) config.at("/config/layers");
    for (int i = 2; i < 17; i++) {
      layers.insert(2, layers.get(3).deepCopy()).insert(2, layers.get(3).deepCopy());
    }
    requireRefused(
        Archives.configured("sequential", config, folder),
        "layers must be 1 to 16, was 17; train such a model");
  }

  @Test
  void refusesASingleToken() throws IOException {
    ObjectNode config = Archives.config("sequential");
    set(config, "/config/layers/1/config/input_dim", Archives.JSON.valueToTree(1));
    set(config, "/config/layers/6/config/units", Archives.JSON.valueToTree(1));
    assertThatThrownBy(() -> Archives.read(Archives.configured("sequential", config, folder)))
        .isInstanceOf(UserIOException.class)
        .hasMessageContaining("layers/embedding/vars/0: must be of shape [1, 4], was of [6, 4]");
  }

  @Test
  void refusesSizesBeyondCounting() throws IOException {
    ObjectNode config = Archives.config("functional");
    for (String direction : new String[] {"layer", "backward_layer"}) {
      set(
          config,
          "/config/layers/2/config/" + direction + "/config/units",
          Archives.JSON.valueToTree(Integer.MAX_VALUE));
    }
    set(config, "/config/layers/0/config/batch_shape/1", Archives.JSON.valueToTree(5));
    requireRefused(
        Archives.configured("functional", config, folder),
        "has layers of invalid sizes (integer overflow); train another model");
  }

  @Test
  void refusesABranch() throws IOException {
    ObjectNode config = Archives.config("functional");
    JsonNode tensor = config.at("/config/layers/3/inbound_nodes/0/args/0/config");
    set((ObjectNode) tensor, "/keras_history/0", Archives.JSON.valueToTree("look_up"));
    requireRefused(
        Archives.configured("functional", config, folder),
        "layer each: reads look_up, must read both; only a chain of layers can be imported");
  }

  @Test
  void refusesACallThatDropsOutputsInInference() throws IOException {
    ObjectNode config = Archives.config("functional");
    set(
        config,
        "/config/layers/2/inbound_nodes/0/kwargs/training",
        Archives.JSON.valueToTree(true));
    requireRefused(
        Archives.configured("functional", config, folder),
        "layer both: must not be called with training=True" + REBUILD);
  }

  @Test
  void refusesAnotherOutputThanTheLastLayers() throws IOException {
    ObjectNode config = Archives.config("functional");
    set(config, "/config/output_layers/0", Archives.JSON.valueToTree("both"));
    requireRefused(
        Archives.configured("functional", config, folder),
        "has other outputs than that of its last layer, each; save a model without them");
  }

  @Test
  void asksForTheWindowThatTheModelLeavesOpen() throws IOException {
    requireRefused(
        Archives.write(Archives.golden("functional"), folder),
        "layer notes: leaves the length of a window open; give the window");
  }

  @Test
  void refusesAnotherWindowThanTheModels() throws IOException {
    Path file = Archives.write(Archives.golden("sequential"), folder);
    assertThatThrownBy(() -> KerasFile.read(file, Optional.empty(), OptionalInt.of(6)))
        .isInstanceOf(UserIOException.class)
        .hasMessage(
            file
                + ": layer input_layer: reads windows of 5 tokens, but the given window is 6; leave"
                + " that out");
  }

  private static void requireRefused(Path file, String message) {
    assertThatThrownBy(() -> Archives.read(file))
        .isInstanceOf(UserIOException.class)
        .hasMessage(file + ": " + message);
  }

  private static void set(ObjectNode root, String pointer, JsonNode value) {
    JsonPointer place = JsonPointer.compile(pointer);
    String key = place.last().getMatchingProperty();
    if (root.at(place.head()) instanceof ArrayNode array) {
      array.set(Integer.parseInt(key), value);
    } else {
      ((ObjectNode) root.at(place.head())).set(key, value);
    }
  }
}
