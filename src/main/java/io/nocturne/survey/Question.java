package io.nocturne.survey;

import io.nocturne.base.Labels;
import java.util.List;

/**
 * The questions that participants answer on scales of five points, those of the published study.
 */
public enum Question {
  /** The coherence of the excerpt. */
  COHERENCE(
      "Coherence: do the notes follow from each other and belong together?",
      "not at all coherent",
      "very coherent"),
  /** The musicality of the excerpt. */
  MUSICALITY(
      "Musicality: does it sound like music that you could want to hear or play?",
      "not at all musical",
      "very musical"),
  /** The creativity of the excerpt. */
  CREATIVITY(
      "Creativity: does it have ideas, or is it worn out and predictable?",
      "not at all creative",
      "very creative");

  /** The highest point; the lowest is 1. */
  public static final int POINTS = 5;

  /** The key of whether a listener has heard an excerpt before. */
  public static final String HEARD = "heard";

  /** The possible answers to {@link #HEARD}. */
  public static final List<String> HEARD_ANSWERS = List.of("yes", "no", "unsure");

  /** The key of what a listener writes freely. */
  public static final String COMMENT = "comment";

  /** The longest comment, in UTF-16 units. */
  public static final int MAX_COMMENT_LENGTH = 2000;

  private final String text;
  private final String low;
  private final String high;

  Question(String text, String low, String high) {
    this.text = text;
    this.low = low;
    this.high = high;
  }

  /** Returns the name in files and forms. */
  public String key() {
    return Labels.of(this);
  }

  /** Returns the text that participants read. */
  public String text() {
    return text;
  }

  /** Returns the label of 1. */
  public String low() {
    return low;
  }

  /** Returns the label of 5. */
  public String high() {
    return high;
  }

  /**
   * Returns whether an answer is one to a question.
   *
   * @param key of a scale, {@link #HEARD} or {@link #COMMENT}
   */
  public static boolean allows(String key, String value) {
    if (key.equals(HEARD)) {
      return HEARD_ANSWERS.contains(value);
    }
    if (key.equals(COMMENT)) {
      return value.length() <= MAX_COMMENT_LENGTH;
    }
    for (Question question : values()) {
      if (question.key().equals(key)) {
        return value.matches("[1-5]");
      }
    }
    return false;
  }
}
