package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * The shape of a model's input.
 *
 * @param window length of a window
 * @param vocabulary number of tokens of one-hot windows; empty for windows of token ids
 */
record InputShape(int window, OptionalInt vocabulary) {

  /**
   * Reads the shape.
   *
   * @param given the length of a window by the user, for a model that leaves it open
   * @throws RefusedException if the length is unknown, if both differ, or if the input is not
   *     windows
   */
  static InputShape read(Layer input, OptionalInt given) {
    String dtype = input.text("dtype", "float32");
    if (!dtype.matches("u?int\\d+|float\\d+")) {
      throw input.refused(
          "must be of numbers, was of %s; build the model on token ids, without what makes them"
              .formatted(dtype));
    }
    JsonNode shape = input.object().config().path("batch_shape");
    JsonNode length = shape.path(1);
    JsonNode tokens = shape.path(2);
    boolean known = length.isNull() || isSize(length);
    if (!known || shape.size() > 3 || !(tokens.isMissingNode() || isSize(tokens))) {
      throw input.refused(
          "must be of shape (batch, window) or one-hot, (batch, window, vocabulary), was %s; build the model on windows of token ids"
              .formatted(Layer.shown(shape)));
    }
    return new InputShape(
        window(input, length, given),
        tokens.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(tokens.intValue()));
  }

  private static boolean isSize(JsonNode size) {
    return size.isInt() && size.intValue() > 0;
  }

  private static int window(Layer input, JsonNode length, OptionalInt given) {
    if (length.isNull()) {
      return given.orElseThrow(
          () -> input.refused("leaves the length of a window open; give the window"));
    }
    if (given.isPresent() && given.getAsInt() != length.intValue()) {
      throw input.refused(
          "reads windows of %d tokens, but the given window is %d; leave that out"
              .formatted(length.intValue(), given.getAsInt()));
    }
    return length.intValue();
  }
}
