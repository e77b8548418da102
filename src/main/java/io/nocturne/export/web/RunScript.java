package io.nocturne.export.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryModel;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.MemoryTables;
import io.nocturne.model.MemoryTables.GateTable;
import io.nocturne.model.MemoryTables.Likeness;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run as a script that sets {@code nocturne.run}: the shape of the network, the vocabulary, the
 * memory, and the weights as little-endian float32 in Base64.
 */
final class RunScript {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A string in Chromium has at most 2^29 characters, of which 4 hold 3 bytes. */
  private static final long MAX_BYTES = 400_000_000;

  private RunScript() {}

  static byte[] of(RunFolder run) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("name", run.name());
    root.set("spec", RunJson.toJson(run.model()));
    root.set("vocabulary", vocabulary(run.tokenizer()));
    Optional<FittedMemory> memory = run.checkpoints().memory();
    if (memory.isPresent()) {
      root.set("memory", memory(run.tokenizer(), memory.get()));
    }
    SessionSettings session = SessionSettings.defaults().on(Device.CPU);
    try (InferenceModel model = run.openBest(session)) {
      Map<String, float[]> weights = model.weights();
      requireFits(run, weights);
      ArrayNode list = root.putObject("weights").putArray("list");
      model
          .variables()
          .forEach(
              variable -> {
                ArrayNode shape = list.addObject().put("name", variable.name()).putArray("shape");
                for (long size : variable.shape().asArray()) {
                  shape.add(size);
                }
              });
      return script(root, weights);
    }
  }

  private static void requireFits(RunFolder run, Map<String, float[]> weights) {
    long bytes = weights.values().stream().mapToLong(w -> (long) w.length * Float.BYTES).sum();
    if (bytes > MAX_BYTES) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s: has %,d bytes of weights, and a page can have %,d; export a SavedModel",
              run.path(),
              bytes,
              MAX_BYTES));
    }
  }

  /** Returns the script; the weights come last, so that a reader of the file sees the rest. */
  private static byte[] script(ObjectNode root, Map<String, float[]> weights) throws IOException {
    byte[] described = JSON.writeValueAsBytes(root);
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    script.writeBytes(ascii("(globalThis.nocturne ??= {}).run = "));
    // Without the two braces that end the weights and the run.
    script.write(described, 0, described.length - 2);
    script.writeBytes(ascii(",\"base64\":\""));
    script.writeBytes(Base64.getEncoder().encode(bytes(weights)));
    script.writeBytes(ascii("\"}};\n"));
    return script.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(Map<String, float[]> weights) {
    int count = weights.values().stream().mapToInt(values -> values.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] values : weights.values()) {
      for (float value : values) {
        bytes.putFloat(value);
      }
    }
    return bytes.array();
  }

  /** Returns {@code vocabulary.json} with the MIDI pitches that each token plays. */
  private static ObjectNode vocabulary(Tokenizer tokenizer) throws IOException {
    ObjectNode vocabulary = (ObjectNode) JSON.readTree(VocabularyFile.bytes(tokenizer));
    ArrayNode pitches = vocabulary.putArray("pitches");
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      tokenizer.pitches(id).forEach(pitches.addArray()::add);
    }
    return vocabulary;
  }

  private static ObjectNode memory(Tokenizer tokenizer, FittedMemory fitted) {
    MemoryTables tables = new MemoryModel(tokenizer, fitted.weights(), fitted.trust()).tables();
    ObjectNode memory = JSON.createObjectNode().put("trust", fitted.trust());
    memory
        .putObject("limits")
        .put("maxLag", MemoryTables.MAX_LAG)
        .put("minLoop", MemoryTables.MIN_LOOP)
        .put("nearNotes", MemoryTables.NEAR_NOTES)
        .put("weakNotes", MemoryTables.WEAK_NOTES)
        .put("strongNotes", MemoryTables.STRONG_NOTES)
        .put("minExponent", MemoryTables.MIN_EXPONENT)
        .put("minShare", MemoryTables.MIN_SHARE)
        .put("maxScore", GateTable.MAX_SCORE)
        .put("minProbability", GateTable.MIN_PROBABILITY);
    memory.set("likeness", JSON.valueToTree(Likeness.KINDS));
    memory.set("weights", RunJson.toJson(fitted.weights()));
    ObjectNode pitches = memory.putObject("pitches");
    pitches.set("begins", JSON.valueToTree(tables.pitches().begins()));
    pitches.set("lowest", JSON.valueToTree(tables.pitches().lowest()));
    pitches.set("shapes", JSON.valueToTree(tables.pitches().shapes()));
    pitches.set("transposed", JSON.valueToTree(tables.pitches().transposed()));
    return memory;
  }
}
