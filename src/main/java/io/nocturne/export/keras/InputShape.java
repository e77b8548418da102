package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** Reads the shape of a model's input layer. */
final class InputShape {

  private InputShape() {}

  /**
   * Returns the length of a window.
   *
   * @param given by the user, for a model that leaves it open
   * @throws RefusedException if it is unknown, if both differ, or if the input is not windows
   */
  static int window(Layer input, OptionalInt given) {
    String dtype = input.text("dtype", "float32");
    if (!dtype.matches("u?int\\d+|float\\d+")) {
      throw input.refused(
          "must be of numbers, was of %s; build the model on token ids, without what makes them"
              .formatted(dtype));
    }
    JsonNode shape = input.object().config().path("batch_shape");
    JsonNode length = shape.path(1);
    if (shape.size() != 2 || !(length.isNull() || (length.isInt() && length.intValue() > 0))) {
      throw input.refused(
          "must be of shape (batch, window), was %s; build the model on windows of token ids"
              .formatted(Layer.shown(shape)));
    }
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
