package io.nocturne.survey;

/**
 * What one listener answered to one question about one excerpt.
 *
 * @param participant number, at least 1
 * @param excerpt identifier
 * @param question key of a scale, {@link Question#HEARD} or {@link Question#COMMENT}
 * @param value as {@link Question#allows} has it
 */
public record Answer(int participant, String excerpt, String question, String value) {
  public Answer {
    if (participant < 1) {
      throw new IllegalArgumentException("participant must be at least 1, was " + participant);
    }
    if (!Question.allows(question, value)) {
      throw new IllegalArgumentException(
          "answer to %s must be one that its scale has, was %s".formatted(question, value));
    }
  }
}
