package io.nocturne.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import java.io.IOException;

/**
 * {@code assets.extra/nocturne.json}: the description of the network, which is not in the graph.
 *
 * @param spec the shape of the network
 * @param ids that the network reads and predicts
 */
record NetworkDescription(ModelSpec spec, TokenIds ids) {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] toJson() {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    root.putObject("model")
        .put("embedding", spec.embedding())
        .put("units", spec.units())
        .put("layers", spec.layers())
        .put("window", spec.window())
        .put("dropout", spec.dropout())
        .put("targets", Labels.of(spec.targets()))
        .put("directions", Labels.of(spec.directions()))
        .put("stateful", spec.stateful());
    root.putObject("tokens").put("count", ids.count()).put("pad", ids.pad());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and strings is always JSON", e);
    }
  }

  /**
   * Reads a description that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is invalid, with the reason
   */
  static NetworkDescription fromJson(byte[] json) {
    JsonNode root = parse(json);
    int format = integer(root, "format");
    if (format > FORMAT) {
      throw new IllegalArgumentException(
          "format " + format + " is newer than this version of nocturne reads (" + FORMAT + ")");
    }
    JsonNode model = root.path("model");
    JsonNode tokens = root.path("tokens");
    ModelSpec spec =
        new ModelSpec(
            integer(model, "embedding"),
            integer(model, "units"),
            integer(model, "layers"),
            integer(model, "window"),
            number(model, "dropout").doubleValue(),
            targets(model.path("targets")),
            directions(model.path("directions")),
            // Older files do not have it, and are not.
            model.path("stateful").asBoolean(false));
    return new NetworkDescription(
        spec, new TokenIds(integer(tokens, "count"), integer(tokens, "pad")));
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }

  private static int integer(JsonNode object, String key) {
    JsonNode value = number(object, key);
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(key + " must be a whole number, was " + value);
    }
    return value.intValue();
  }

  private static JsonNode number(JsonNode object, String key) {
    JsonNode value = object.path(key);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          key + (value.isMissingNode() ? " is missing" : " must be a number, was " + value));
    }
    return value;
  }

  private static Directions directions(JsonNode value) {
    return switch (value.asText()) {
      case "both" -> Directions.BOTH;
      case "forward" -> Directions.FORWARD;
      default ->
          throw new IllegalArgumentException("directions must be both or forward, was " + value);
    };
  }

  private static Targets targets(JsonNode value) {
    return switch (value.asText()) {
      case "last" -> Targets.LAST;
      case "every" -> Targets.EVERY;
      default -> throw new IllegalArgumentException("targets must be last or every, was " + value);
    };
  }
}
