package io.nocturne.export.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A model without weights, the text of {@code model.to_json()}. */
record JsonModel(JsonNode json) implements StoredModel {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static JsonModel open(Path file) throws IOException {
    return new JsonModel(parse(InputFile.bytes(file), "the text"));
  }

  /**
   * Parses JSON.
   *
   * @param name of the part of the file, for the message
   */
  static JsonNode parse(byte[] text, String name) {
    try {
      return JsonBytes.tree(JSON, text);
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          "%s is damaged: %s; save the model again".formatted(name, JsonProblem.text(e)), e);
    }
  }

  @Override
  public Optional<JsonNode> architecture() {
    return Optional.of(json);
  }

  @Override
  public JsonNode training() {
    return MissingNode.getInstance();
  }

  @Override
  public WeightsReader weights(ArchivedNetwork network) {
    throw new RefusedException(
        "describes a model and has no weights; import a file of its weights, and this as its"
            + " architecture");
  }

  @Override
  public Optional<String> vocabulary() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
