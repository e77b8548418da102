package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.model.Targets;

/**
 * {@code config.json} of a network: all arguments that influence its results, even if they are
 * Keras's current defaults; initializers and other arguments without influence on trained weights
 * are left out.
 */
final class ModelConfig {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ModelConfig() {}

  static ObjectNode write(KerasModel model) {
    ModelSpec spec = model.spec();
    ObjectNode config = JSON.objectNode().put("name", "nocturne");
    ArrayNode layers = config.putArray("layers");
    layers.add(input(spec.window()));
    layers.add(embedding(model.vocabularySize(), spec));
    DropoutSpec dropouts = spec.dropouts();
    addDropout(layers, "Dropout", "embedding_dropout", dropouts.embeddingDropout());
    for (int i = 0; i < spec.layers(); i++) {
      addDropout(layers, "SpatialDropout1D", "spatial_dropout_" + i, dropouts.spatialDropout(i));
      layers.add(recurrent(spec, i));
      addDropout(layers, "Dropout", "dropout_" + i, dropouts.dropout(i));
    }
    layers.add(dense(model.vocabularySize()));
    ObjectNode json = KerasObject.write("keras", "Sequential", config);
    json.putObject("build_config").set("input_shape", shape(spec.window()));
    json.set("compile_config", CompileConfig.write(model.training()));
    return json;
  }

  private static ObjectNode input(int window) {
    ObjectNode config = JSON.objectNode().put("name", "notes").put("dtype", "int32");
    config.set("batch_shape", shape(window));
    return KerasObject.write("keras.layers", "InputLayer", config);
  }

  /** Adds a layer, unless it would drop nothing. */
  private static void addDropout(ArrayNode layers, String type, String name, double rate) {
    if (rate > 0) {
      ObjectNode config = layer(name).put("rate", rate);
      config.remove("trainable"); // SpatialDropout1D of Keras 3.15 does not take it.
      layers.add(KerasObject.write("keras.layers", type, config));
    }
  }

  private static ObjectNode embedding(int vocabularySize, ModelSpec spec) {
    ObjectNode config = layer("embedding");
    config.put("input_dim", vocabularySize).put("output_dim", spec.embedding());
    config.put("mask_zero", spec.maskPadding());
    return KerasObject.write("keras.layers", "Embedding", config);
  }

  private static ObjectNode recurrent(ModelSpec spec, int index) {
    String name = spec.directions().layer(index);
    if (spec.directions() == Directions.FORWARD) {
      return gru(spec, index, name);
    }
    String suffix = index == 0 ? "" : "_" + index;
    ObjectNode config = layer(name).put("merge_mode", "concat");
    config.set("layer", gru(spec, index, "forward_gru" + suffix));
    config.set("backward_layer", gru(spec, index, "backward_gru" + suffix));
    return KerasObject.write("keras.layers", "Bidirectional", config);
  }

  private static ObjectNode gru(ModelSpec spec, int index, String name) {
    boolean last = index == spec.layers() - 1;
    ObjectNode config = layer(name);
    config.put("units", spec.units(index));
    config.put("return_sequences", !last || spec.targets() == Targets.EVERY);
    config.put("go_backwards", name.startsWith("backward"));
    config.put("activation", "tanh").put("recurrent_activation", "sigmoid");
    config.put("use_bias", true).put("reset_after", true).put("stateful", false);
    config.put("dropout", 0.0).put("recurrent_dropout", 0.0).put("return_state", false);
    return KerasObject.write("keras.layers", "GRU", config);
  }

  private static ObjectNode dense(int vocabularySize) {
    ObjectNode config = layer("dense").put("units", vocabularySize);
    config.put("activation", "softmax").put("use_bias", true);
    return KerasObject.write("keras.layers", "Dense", config);
  }

  /** Returns the arguments of every layer, with a dtype that overrides the reader's policy. */
  private static ObjectNode layer(String name) {
    ObjectNode policy = JSON.objectNode().put("name", "float32");
    ObjectNode config = JSON.objectNode().put("name", name).put("trainable", true);
    return config.set("dtype", KerasObject.write("keras", "DTypePolicy", policy));
  }

  /** Returns the shape (None, window). */
  private static ArrayNode shape(int window) {
    return JSON.arrayNode().addNull().add(window);
  }
}
