package io.nocturne.io.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes what is wrong with a JSON file, by key and without the names of Java classes. */
public final class JsonProblem {

  private JsonProblem() {}

  /** Returns the problem, beginning with the key that it is about, if there is one. */
  public static String text(JsonProcessingException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("");
    // The places that Jackson puts into its text when the source is not shown say nothing.
    String message = first.replaceAll(" \\(start marker at .*\\)", "");
    if (!(e instanceof JsonMappingException mapping)) {
      return message;
    }
    String key = key(mapping);
    if (e instanceof UnrecognizedPropertyException) {
      return key + " is not a known key";
    }
    // Jackson 2.21 has no types of their own for these two.
    if (message.startsWith("Missing creator property")) {
      return key + " is missing";
    }
    if (message.startsWith("Null value for creator property")) {
      return key + " must not be null";
    }
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return join(key, e.getCause().getMessage(), ": ");
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return join(key, "must be " + kind(mismatch.getTargetType()), " ");
    }
    return join(key, message, ": ");
  }

  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == String.class) {
      return "a text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  /** Returns the path of the key, such as {@code epochs[2].training}. */
  private static String key(JsonMappingException e) {
    StringBuilder key = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.length() == 0 ? "" : ".").append(step.getFieldName());
      }
    }
    return key.toString();
  }

  private static String join(String key, String rest, String between) {
    return key.isEmpty() ? rest : key + between + rest;
  }
}
