package io.nocturne.cli.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON file of {@code --config}: an object whose keys are setting names. Objects within it are
 * groups and may have any name. Of a run.json, the object {@code config} is read.
 */
final class ConfigFile {

  /** The newest file format that this program supports. */
  private static final int FORMAT = 2;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Keys of older files, by which settings were called then. */
  private static final Map<String, String> OLDER = Map.of("beta1", "beta-1", "beta2", "beta-2");

  private final Path file;
  private final Map<String, String> texts = new LinkedHashMap<>();

  private ConfigFile(Path file) {
    this.file = file;
  }

  /**
   * Returns the values as text by setting name, in the order of the file.
   *
   * @throws IOException if the file cannot be read
   * @throws UsageException if it is not a JSON object of settings, naming file and place
   */
  static Map<String, String> read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UsageException(file + ": is a folder; name a JSON file");
    }
    ConfigFile config = new ConfigFile(file);
    JsonNode root = config.parse(InputFile.bytes(file));
    config.checkFormat(root.path("format"));
    JsonNode settings = root.path("config").isObject() ? root.path("config") : root;
    config.flatten(settings);
    return config.texts;
  }

  private JsonNode parse(byte[] bytes) {
    try {
      JsonNode root = JsonBytes.tree(MAPPER, bytes);
      if (!root.isObject()) {
        throw new UsageException(file + ": must be a JSON object, {\"setting\": value, ...}");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new UsageException(file + place(e) + ": not JSON: " + JsonProblem.text(e), e);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private void checkFormat(JsonNode format) {
    if (format.isMissingNode()) {
      return;
    }
    if (!format.isInt() || format.intValue() < 1) {
      throw new UsageException(file + ": format " + format + ": must be 1 to " + FORMAT);
    }
    if (format.intValue() > FORMAT) {
      throw new UsageException(
          "%s: format %s is newer than this program supports (%d); use a newer nocturne"
              .formatted(file, format, FORMAT));
    }
  }

  private void flatten(JsonNode object) {
    object
        .properties()
        .forEach(
            field -> {
              String key = OLDER.getOrDefault(field.getKey(), field.getKey());
              JsonNode value = field.getValue();
              if (value.isObject()) {
                flatten(value);
              } else if (!key.equals("format") && texts.put(key, text(key, value)) != null) {
                throw new UsageException(file + ": " + key + ": given twice; give it once");
              }
            });
  }

  private String text(String key, JsonNode value) {
    if (value instanceof ArrayNode array && !array.isEmpty()) {
      List<String> texts = new ArrayList<>();
      array.forEach(each -> texts.add(single(key, each)));
      return String.join(",", texts);
    }
    return single(key, value);
  }

  private String single(String key, JsonNode value) {
    if (value.isContainerNode() || value.isNull()) {
      throw new UsageException(
          "%s: %s %s: must be a string, number, true or false, or an array of them; leave it out for the default"
              .formatted(file, key, value));
    }
    // A whole number stays whole, 1e-3 stays a number, "1e-3" is taken as well.
    return value.asText();
  }
}
