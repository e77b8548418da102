package io.nocturne.music;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Division.Smpte;
import java.util.Arrays;
import java.util.List;

/** The times at which the ticks of a piece sound, by its tempo map. */
public final class Timeline {
  // SMPTE's 29 stands for 30 frames in 1.001 seconds.
  private static final double DROP_FRAME_RATE = 30 / 1.001;

  // Of each stretch of one tempo: its first tick, when that sounds, and what each tick lasts.
  private final long[] ticks;
  private final double[] seconds;
  private final double[] secondsPerTick;

  private Timeline(int stretches) {
    ticks = new long[stretches];
    seconds = new double[stretches];
    secondsPerTick = new double[stretches];
  }

  /** Returns the timeline of a piece; where it states no tempo, 120 quarters to the minute. */
  public static Timeline of(Piece piece) {
    if (piece.division() instanceof Smpte smpte) {
      Timeline even = new Timeline(1);
      even.secondsPerTick[0] = 1 / (frameRate(smpte) * smpte.ticksPerFrame());
      return even;
    }
    return metrical(((Metrical) piece.division()).ticksPerQuarter(), piece.tempos());
  }

  private static Timeline metrical(int ticksPerQuarter, List<Tempo> tempos) {
    Timeline made = new Timeline(1 + tempos.size());
    for (int i = 0; i < made.ticks.length; i++) {
      Tempo tempo = i == 0 ? Tempo.DEFAULT : tempos.get(i - 1);
      made.ticks[i] = tempo.tick();
      made.secondsPerTick[i] = tempo.microsecondsPerQuarter() / 1e6 / ticksPerQuarter;
      made.seconds[i] = i == 0 ? 0 : made.seconds(i - 1, tempo.tick());
    }
    return made;
  }

  private static double frameRate(Smpte smpte) {
    return smpte.framesPerSecond() == 29 ? DROP_FRAME_RATE : smpte.framesPerSecond();
  }

  /**
   * Returns the seconds from the start of the piece to a tick.
   *
   * @param tick ticks from the start of the piece, at least 0
   */
  public double seconds(long tick) {
    Ranges.requireTick(tick);
    int found = Arrays.binarySearch(ticks, tick);
    int stretch = found >= 0 ? found : -found - 2;
    return seconds(stretch, tick);
  }

  /**
   * Returns the tick nearest to a time.
   *
   * @param time seconds from the start of the piece, at least 0
   */
  public long nearestTick(double time) {
    int found = Arrays.binarySearch(seconds, time);
    int stretch = found >= 0 ? found : -found - 2;
    return ticks[stretch] + Math.round((time - seconds[stretch]) / secondsPerTick[stretch]);
  }

  private double seconds(int stretch, long tick) {
    return seconds[stretch] + (tick - ticks[stretch]) * secondsPerTick[stretch];
  }
}
