package io.nocturne.io.file;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;

/**
 * Parses JSON whose bytes may be anything. Jackson has further exceptions for bytes that are not
 * text, and gives null for the text {@code null}: here, all of these are a {@link
 * JsonProcessingException}.
 */
public final class JsonBytes {
  private JsonBytes() {}

  /** Returns the tree of a document, which is a missing node if there is none. */
  public static JsonNode tree(ObjectMapper mapper, byte[] json) throws JsonProcessingException {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw notText(e);
    }
  }

  /** Returns the value of a document, never null. */
  public static <T> T value(ObjectMapper mapper, byte[] json, Class<T> type)
      throws JsonProcessingException {
    T value;
    try {
      value = mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw notText(e);
    }
    if (value == null) {
      throw MismatchedInputException.from(null, type, "null");
    }
    return value;
  }

  private static JsonParseException notText(IOException e) {
    return new JsonParseException(null, "it is not text in UTF-8", e);
  }
}
