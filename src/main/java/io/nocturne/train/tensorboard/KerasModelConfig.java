package io.nocturne.train.tensorboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.model.LayerSummary;
import io.nocturne.train.tensorboard.TensorBoardLog.LoggedRun;

/**
 * The layers in Keras's form, as far as TensorBoard's conceptual graph shows it: their kinds, names
 * and order.
 */
final class KerasModelConfig {
  private KerasModelConfig() {}

  /** Returns a sequential model in the form of {@code to_json}. */
  static String json(LoggedRun run) {
    ObjectNode model = JsonNodeFactory.instance.objectNode().put("class_name", "Sequential");
    // TensorBoard puts the layers of a model that has a name into a box, closed at first.
    ObjectNode config = model.putObject("config").put("name", "");
    ArrayNode layers = config.putArray("layers");
    add(layers, "InputLayer", "notes", "int32");
    for (LayerSummary layer : LayerSummary.of(run.info().model(), run.tokenIds())) {
      String kind = layer.type().split("[ ,]", 2)[0];
      add(layers, kind, layer.name(), "float32");
    }
    return model.toString();
  }

  private static void add(ArrayNode layers, String kind, String name, String dtype) {
    layers
        .addObject()
        .put("class_name", kind)
        .putObject("config")
        .put("name", name)
        .put("dtype", dtype);
  }
}
