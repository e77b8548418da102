package io.nocturne.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code vocabulary.json}: the tokenizer and its tokens, as they travel with corpus, run and
 * bundle.
 *
 * <pre>{"format":1,"tokenizer":{"name":"pitch","outside":"skip"},"tokens":["A0",…,"&lt;pad&gt;"]}
 * </pre>
 */
public final class VocabularyFile {
  /** The file's customary name. */
  public static final String NAME = "vocabulary.json";

  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private VocabularyFile() {}

  /** Writes a tokenizer to a file, replacing it. */
  public static void write(Path file, Tokenizer tokenizer) throws IOException {
    Files.write(file, bytes(tokenizer));
  }

  /** Returns the file's content: one line of UTF-8, ended by a line feed. */
  public static byte[] bytes(Tokenizer tokenizer) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    ObjectNode described = root.putObject("tokenizer").put("name", tokenizer.name());
    // Sorted, so that the same tokenizer gives the same bytes.
    new TreeMap<>(tokenizer.options()).forEach(described::put);
    tokenizer.vocabulary().tokens().forEach(root.putArray("tokens")::add);
    byte[] line = JSON.writeValueAsBytes(root);
    byte[] bytes = Arrays.copyOf(line, line.length + 1);
    bytes[line.length] = '\n';
    return bytes;
  }

  /**
   * Reads a tokenizer.
   *
   * @throws IOException if the file is missing, malformed or of a newer format, in one sentence
   *     that names the file and what to do
   */
  public static Tokenizer read(Path file) throws IOException {
    byte[] content;
    try {
      content = InputFile.bytes(file);
    } catch (NoSuchFileException e) {
      throw new UserIOException(
          file + ": no such file; copy the vocabulary.json that prepare wrote to this place", e);
    }
    return read(content, file);
  }

  /**
   * Reads a tokenizer from what {@link #bytes} gave.
   *
   * @param file what errors call it
   * @throws IOException if it is malformed or of a newer format
   */
  public static Tokenizer read(byte[] content, Path file) throws IOException {
    try {
      return tokenizer(JsonBytes.tree(JSON, content));
    } catch (JsonProcessingException e) {
      throw malformed(file, "it is not JSON: " + JsonProblem.text(e), e);
    } catch (NewerFormatException e) {
      throw new UserIOException(file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw malformed(file, e.getMessage(), e);
    }
  }

  private static IOException malformed(Path file, String problem, Exception cause) {
    return new UserIOException(
        "%s: %s; restore the file that prepare wrote".formatted(file, problem), cause);
  }

  private static Tokenizer tokenizer(JsonNode root) {
    requireFormat(root.path("format"));
    String name = null;
    Map<String, String> options = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : root.path("tokenizer").properties()) {
      String value = text(field.getValue(), "tokenizer." + field.getKey());
      if (field.getKey().equals("name")) {
        name = value;
      } else {
        options.put(field.getKey(), value);
      }
    }
    if (name == null) {
      throw new IllegalArgumentException("tokenizer.name is missing");
    }
    return Tokenizer.named(name, options, vocabulary(root.path("tokens")));
  }

  private static void requireFormat(JsonNode format) {
    if (!format.isInt() || format.intValue() < 1) {
      throw new IllegalArgumentException("format must be a number from 1 on");
    }
    if (format.intValue() > FORMAT) {
      throw new NewerFormatException(format.intValue());
    }
  }

  private static Vocabulary vocabulary(JsonNode tokens) {
    if (!tokens.isArray()) {
      throw new IllegalArgumentException("tokens must be an array of strings");
    }
    List<String> list = new ArrayList<>(tokens.size());
    for (JsonNode token : tokens) {
      list.add(text(token, "tokens[" + list.size() + "]"));
    }
    return new Vocabulary(list);
  }

  private static String text(JsonNode node, String key) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException(key + " must be a string");
    }
    return node.textValue();
  }

  /** The content is sound, but newer than this program. */
  private static final class NewerFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NewerFormatException(int format) {
      super(
          "format %d is newer than format %d, the newest known here; update nocturne"
              .formatted(format, FORMAT));
    }
  }
}
