package io.nocturne.checkpoint;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;
import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.preprocess.Preprocessing;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The JSON of a run: names in kebab-case, so that a setting has the same name in {@code run.json}
 * as on the command line.
 */
public final class RunJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(OptimizerJson.module())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static {
    MAPPER.addMixIn(ModelSpec.class, ModelJson.class);
    MAPPER.addMixIn(DropoutSpec.class, DropoutJson.class);
    MAPPER.addMixIn(Preprocessing.class, PreprocessingJson.class);
  }

  /** The rates of dropout are beside the network's other settings, as on the command line. */
  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations.
  private interface ModelJson {
    @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
    List<Integer> units();

    @JsonUnwrapped
    DropoutSpec dropouts();
  }

  /** A number for all layers is a number. */
  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations.
  private interface DropoutJson {
    @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
    List<Double> dropout();

    @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
    List<Double> spatialDropout();
  }

  /** A preprocessing is written as its options. */
  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations.
  private abstract static class PreprocessingJson {
    @JsonCreator
    static Preprocessing of(Map<String, String> options) {
      return Preprocessing.of(options);
    }

    @JsonValue
    abstract Map<String, String> options();
  }

  private RunJson() {}

  /** Converts a record to a JSON object. */
  public static ObjectNode toJson(Object settings) {
    return MAPPER.valueToTree(settings);
  }

  /**
   * Converts a JSON object to a record.
   *
   * @throws IllegalArgumentException naming the key that is missing, unknown or out of range
   */
  public static <T> T fromJson(JsonNode json, Class<T> type) {
    try {
      T value = MAPPER.treeToValue(json, type);
      if (value instanceof ModelSpec) {
        requireKnownModel("", json);
      } else {
        requireKnownModel("model.", json.path("model"));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonProblem.text(e), e);
    }
  }

  /** Requires known keys of a network: Jackson 2.21 ignores others where some are unwrapped. */
  private static void requireKnownModel(String place, JsonNode model) {
    ObjectNode known = toJson(ModelSpec.PAPER);
    for (Map.Entry<String, JsonNode> each : model.properties()) {
      if (!known.has(each.getKey())) {
        throw new IllegalArgumentException(place + each.getKey() + " is not a known key");
      }
    }
  }

  /** Returns a setting as text: {@code 128}, or {@code 128,64} for numbers of each layer. */
  public static String text(JsonNode setting) {
    return setting instanceof ArrayNode array
        ? StreamSupport.stream(array.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(","))
        : setting.asText();
  }

  /** Writes an object after the number of its format. */
  static void write(Path file, int format, Object value) throws IOException {
    ObjectNode json = MAPPER.createObjectNode().put("format", format);
    json.setAll(toJson(value));
    AtomicFile.write(file, MAPPER.writeValueAsBytes(json));
  }

  /** Reads a file that {@link #write} wrote in this format or an older one. */
  static <T> T read(Path file, int format, Class<T> type) throws IOException {
    return read(file, 1, format, type, json -> {});
  }

  /**
   * Reads a file that {@link #write} wrote in a format from {@code oldest} to {@code format}.
   *
   * @param completion adds what files of earlier versions lack
   */
  static <T> T read(
      Path file, int oldest, int format, Class<T> type, Consumer<ObjectNode> completion)
      throws IOException {
    ObjectNode json = object(file, RunException.REMEDY);
    int found = format(json);
    if (found < oldest) {
      throw new RunException(
          file,
          "has format " + found + ", this version reads from " + oldest + " on; train it again");
    }
    completion.accept(json);
    return value(file, json, format, type, RunException.REMEDY);
  }

  /**
   * Reads a file that {@link #write} wrote; empty if it is in an older format than this.
   *
   * @param remedy what to do if it is damaged
   */
  static <T> Optional<T> readUnlessOlder(Path file, int format, Class<T> type, String remedy)
      throws IOException {
    ObjectNode json = object(file, remedy);
    return format(json) < format
        ? Optional.empty()
        : Optional.of(value(file, json, format, type, remedy));
  }

  private static <T> T value(Path file, ObjectNode json, int format, Class<T> type, String remedy)
      throws IOException {
    int found = format(json);
    if (found > format) {
      throw new RunException(
          file,
          "has format " + found + ", this version reads up to " + format + "; update nocturne");
    }
    try {
      json.remove("format");
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw RunException.damaged(file, JsonProblem.text(e), remedy, e);
    }
  }

  private static int format(ObjectNode json) {
    return json.path("format").asInt();
  }

  private static ObjectNode object(Path file, String remedy) throws IOException {
    try {
      if (!(JsonBytes.tree(MAPPER, InputFile.bytes(file)) instanceof ObjectNode json)
          || !json.path("format").isInt()
          || json.path("format").asInt() < 1) {
        throw RunException.damaged(
            file, "it is not a JSON object with a format number", remedy, null);
      }
      return json;
    } catch (NoSuchFileException e) {
      throw new RunException(file, "is missing; name the folder of a training run", e);
    } catch (JsonProcessingException e) {
      throw RunException.damaged(file, JsonProblem.text(e), remedy, e);
    }
  }
}
