package io.nocturne.survey;

import io.nocturne.base.Require;

/**
 * The answer of one participant to one question about one excerpt.
 *
 * @param participant number, at least 1
 * @param excerpt identifier
 * @param question key of a scale, {@link Question#HEARD} or {@link Question#COMMENT}
 * @param value as {@link Question#allows} has it
 */
public record Answer(int participant, String excerpt, String question, String value) {
  public Answer {
    Require.atLeast("participant", participant, 1);
    if (!Question.allows(question, value)) {
      throw new IllegalArgumentException(
          "answer to %s must be one that its scale has, was %s".formatted(question, value));
    }
  }
}
