package io.nocturne.checkpoint;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonProblem;
import io.nocturne.memory.MixtureWeights;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
    // Three numbers that sum to 1; a memory has hundreds of them.
    MAPPER
        .configOverride(MixtureWeights.class)
        .setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY));
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
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonProblem.text(e), e);
    }
  }

  /** Writes an object after the number of its format. */
  static void write(Path file, int format, Object value) throws IOException {
    ObjectNode json = MAPPER.createObjectNode().put("format", format);
    json.setAll(toJson(value));
    AtomicFile.write(file, MAPPER.writeValueAsBytes(json));
  }

  /** Reads a file that {@link #write} wrote in this format or an older one. */
  static <T> T read(Path file, int format, Class<T> type) throws IOException {
    return read(file, 1, format, type);
  }

  /** Reads a file that {@link #write} wrote in a format from {@code oldest} to {@code format}. */
  static <T> T read(Path file, int oldest, int format, Class<T> type) throws IOException {
    try {
      if (!(MAPPER.readTree(InputFile.bytes(file)) instanceof ObjectNode json)
          || !json.path("format").isInt()
          || json.path("format").asInt() < 1) {
        throw RunException.damaged(file, "it is not a JSON object with a format number", null);
      }
      int found = json.remove("format").asInt();
      if (found > format) {
        throw new RunException(
            file,
            "has format " + found + ", this version reads up to " + format + "; update nocturne");
      }
      if (found < oldest) {
        throw new RunException(
            file,
            "has format " + found + ", this version reads from " + oldest + " on; train it again");
      }
      return MAPPER.treeToValue(json, type);
    } catch (NoSuchFileException e) {
      throw new RunException(file, "is missing; name the folder of a training run", e);
    } catch (JsonProcessingException e) {
      throw RunException.damaged(file, JsonProblem.text(e), e);
    }
  }
}
