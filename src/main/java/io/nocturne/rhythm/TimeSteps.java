package io.nocturne.rhythm;

/**
 * The equal steps of time in which performances are counted, whatever their tempo.
 *
 * @param milliseconds the length of a step, from 1 to {@value #MAX_MILLISECONDS}, a divisor of 1000
 */
public record TimeSteps(int milliseconds) {
  /** The longest step. */
  public static final int MAX_MILLISECONDS = 100;

  /** Steps of 10 ms, as those of Performance RNN. */
  public static final TimeSteps DEFAULT = new TimeSteps(10);

  private static final int MILLISECONDS_A_SECOND = 1000;
  private static final String UNIT = "ms";

  public TimeSteps {
    if (milliseconds < 1
        || milliseconds > MAX_MILLISECONDS
        || MILLISECONDS_A_SECOND % milliseconds != 0) {
      throw new IllegalArgumentException(
          "a step must be 1 to %d ms and divide a second evenly, was %d ms"
              .formatted(MAX_MILLISECONDS, milliseconds));
    }
  }

  /**
   * Returns the steps of a length as {@link #label} writes it.
   *
   * @throws IllegalArgumentException if it is not such a length
   */
  public static TimeSteps parse(String label) {
    if (!label.matches("[0-9]{1,3}" + UNIT)) {
      throw new IllegalArgumentException(
          "a step must be whole milliseconds such as 10ms, was " + label);
    }
    return new TimeSteps(Integer.parseInt(label.substring(0, label.length() - UNIT.length())));
  }

  /** Returns the length of a step: {@code 10ms}. */
  public String label() {
    return label(1);
  }

  /** Returns the length of some steps: {@code 250ms}. */
  public String label(long steps) {
    return steps * milliseconds + UNIT;
  }

  /** Returns the number of steps in a second. */
  public int perSecond() {
    return MILLISECONDS_A_SECOND / milliseconds;
  }

  /** Returns the number of steps nearest to a time in seconds; of two as near the greater. */
  long nearest(double seconds) {
    return Math.round(seconds * perSecond());
  }

  /** Returns the seconds of a number of steps. */
  double seconds(long steps) {
    return (double) steps / perSecond();
  }
}
