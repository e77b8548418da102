package io.nocturne.file;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Jackson's findings in words for whoever wrote the JSON. */
public final class JsonProblem {
  private JsonProblem() {}

  /**
   * What is wrong, in part of a sentence: without the names of Java classes, and without the places
   * that Jackson puts into its text when the source is not shown.
   */
  public static String text(JsonProcessingException problem) {
    if (problem.getCause() instanceof IllegalArgumentException own && own.getMessage() != null) {
      return own.getMessage(); // A record refused a value.
    }
    String first = problem.getOriginalMessage().lines().findFirst().orElse("");
    return first
        .replaceAll(" \\(start marker at .*\\)", "")
        .replaceAll(" \\(class \\S+\\), not marked as ignorable", "");
  }
}
