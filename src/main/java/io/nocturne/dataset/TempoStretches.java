package io.nocturne.dataset;

import io.nocturne.base.Require;
import io.nocturne.random.Mixer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.TimeTokens;
import java.util.Arrays;

/**
 * Plays each window of a performance at another tempo, sampled again in each epoch, from five that
 * are equally likely: as it is, a maximum slower or faster, or half of that (S. Oore and others,
 * "This Time with Feeling", 2018, take 5 % and 2.5 %). Time shifts are rounded from the window's
 * first token on, so that errors do not add up.
 *
 * <p>A window keeps its number of tokens: where a time would need one more or one less, it becomes
 * the longest or shortest with as many.
 *
 * <p>The sample is a function of seed, epoch and window, so that a resumed run repeats it.
 */
final class TempoStretches implements Augmentation {
  // Keeps these samples apart from others of the same seed.
  private static final long STREAM = 0x74656d706f737472L;

  /** The number of slower tempos, and of faster ones. */
  private static final int SIDE = 2;

  private final long key;
  private final double maxShare;

  /** For each id, the times that it is one of; null if it is not a time. */
  private final TimeTokens[] timeOf;

  /**
   * Creates an augmentation.
   *
   * @param tokenizer whose times are in seconds
   * @param maxShare the maximum change of all times, 0 to less than 1
   * @param seed the run's
   */
  TempoStretches(Tokenizer tokenizer, double maxShare, long seed) {
    Require.fractionBelowOne("maximum change of the tempo", maxShare);
    this.key = Mixer.key(seed, STREAM);
    this.maxShare = maxShare;
    timeOf = new TimeTokens[tokenizer.vocabulary().size()];
    for (TimeTokens times : tokenizer.times()) {
      Arrays.fill(timeOf, times.first(), times.first() + times.count(), times);
    }
  }

  @Override
  public void apply(int[] tokens, Row row, long epoch, long window) {
    long random = Mixer.key(Mixer.key(key, epoch), window);
    int step = (int) Long.remainderUnsigned(random, 2 * SIDE + 1) - SIDE;
    if (step != 0) {
      stretch(tokens, row, 1 + maxShare * step / SIDE);
    }
  }

  /** Multiplies all times of a row by a factor. */
  void stretch(int[] tokens, Row row, double factor) {
    Elapsed elapsed = new Elapsed();
    int end = row.offset() + row.width();
    int next = row.offset();
    while (next < end) {
      TimeTokens time = timeOf[tokens[next]];
      int from = next++;
      if (time == null) {
        continue;
      }
      while (next < end && time.isLongest(tokens[next - 1]) && time.has(tokens[next])) {
        next++;
      }
      boolean isComplete = next < end || !time.isLongest(tokens[next - 1]);
      if (isComplete) {
        TimeRun run = new TimeRun(time, from, next - from);
        long steps = run.steps(tokens);
        run.write(
            tokens,
            time.passes()
                ? elapsed.add(factor * steps, run)
                : run.nearest(Math.round(factor * steps)));
      }
    }
  }

  /** Tokens that are one time together, of which all but the last are the longest. */
  private record TimeRun(TimeTokens time, int from, int count) {
    long steps(int[] tokens) {
      return (count - 1L) * time.count() + time.steps(tokens[from + count - 1]);
    }

    /** Returns the nearest number of steps that takes as many tokens. */
    long nearest(long steps) {
      return Math.max(
          (count - 1L) * time.count() + 1, Math.min(steps, (long) count * time.count()));
    }

    void write(int[] tokens, long steps) {
      for (int i = 0; i < count - 1; i++) {
        tokens[from + i] = time.id(time.count());
      }
      tokens[from + count - 1] = time.id((int) (steps - (count - 1L) * time.count()));
    }
  }

  /** The time since the beginning of a row, exact and in steps as they are written. */
  private static final class Elapsed {
    private double exact;
    private long written;

    /** Adds a time and returns the steps to write for it. */
    long add(double steps, TimeRun run) {
      exact += steps;
      long wanted = Math.round(exact) - written;
      long nearest = run.nearest(wanted);
      if (wanted > 0) {
        // What the tokens cannot say is not made up for, or the next time would be wrong.
        exact += nearest - wanted;
      }
      written += nearest;
      return nearest;
    }
  }
}
