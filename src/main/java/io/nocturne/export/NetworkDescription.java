package io.nocturne.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import java.util.ArrayList;
import java.util.List;

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
    ObjectNode model = root.putObject("model").put("embedding", spec.embedding());
    model.set("units", numbers(spec.units()));
    model.put("layers", spec.layers()).put("window", spec.window());
    DropoutSpec dropouts = spec.dropouts();
    model.set("dropout", numbers(dropouts.dropout()));
    model.put("embeddingDropout", dropouts.embeddingDropout());
    model.set("spatialDropout", numbers(dropouts.spatialDropout()));
    model
        .put("targets", Labels.of(spec.targets()))
        .put("directions", Labels.of(spec.directions()))
        .put("maskPadding", spec.maskPadding())
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
            numbers(model, "units").stream().map(units -> integer("units", units)).toList(),
            integer(model, "layers"),
            integer(model, "window"),
            new DropoutSpec(
                rates(model, "dropout"),
                model.path("embeddingDropout").asDouble(),
                model.has("spatialDropout") ? rates(model, "spatialDropout") : List.of(0.0)),
            targets(model.path("targets")),
            directions(model.path("directions")),
            // Older files do not have them, and their networks have neither.
            model.path("maskPadding").asBoolean(false),
            model.path("stateful").asBoolean(false));
    return new NetworkDescription(
        spec, new TokenIds(integer(tokens, "count"), integer(tokens, "pad")));
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JsonBytes.tree(JSON, json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }

  /** Returns the one number for all layers, or an array of each layer's. */
  private static JsonNode numbers(List<? extends Number> perLayer) {
    JsonNode array = JSON.valueToTree(perLayer);
    return perLayer.size() == 1 ? array.get(0) : array;
  }

  private static List<Double> rates(JsonNode object, String key) {
    return numbers(object, key).stream().map(JsonNode::doubleValue).toList();
  }

  private static List<JsonNode> numbers(JsonNode object, String key) {
    List<JsonNode> values = new ArrayList<>();
    if (object.path(key) instanceof ArrayNode array) {
      array.forEach(values::add);
    } else {
      values.add(object.path(key));
    }
    values.forEach(value -> requireNumber(key, value));
    return values;
  }

  private static int integer(JsonNode object, String key) {
    JsonNode value = object.path(key);
    requireNumber(key, value);
    return integer(key, value);
  }

  private static int integer(String key, JsonNode value) {
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(key + " must be a whole number, was " + value);
    }
    return value.intValue();
  }

  private static void requireNumber(String key, JsonNode value) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          key + (value.isMissingNode() ? " is missing" : " must be a number, was " + value));
    }
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
