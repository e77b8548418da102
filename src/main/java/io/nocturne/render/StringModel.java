package io.nocturne.render;

/**
 * One note of a modeled piano: the modes of its strings, each a sine that dies away, until a damper
 * falls.
 *
 * <p>Stiff strings are not quite harmonic: mode n sounds at n f sqrt(1 + B n^2) (Fletcher, 1964),
 * here with B by key as Rigaud, David and Daudet measured it ("A parametric model of piano tuning",
 * DAFx 2011), and scaled so that the first mode has the pitch's equal-tempered frequency. Each mode
 * dies away in two stages, fast and slow, because the strings of a key are not quite in tune
 * (Weinreich, "Coupled piano strings", 1977); higher ones die sooner. A harder stroke sounds
 * brighter. All of it is arithmetic that gives the same bits in every Java.
 */
final class StringModel {
  private static final double A4 = 440;
  private static final double TWO_PI = 2 * Math.PI;

  private static final int MAX_MODES = 32;
  private static final double MAX_HERTZ = 9_000;
  // The hammer strikes an eighth of the string from its end and leaves out what has a node there.
  private static final double STRIKE_PLACE = 1 / 8.0;
  private static final double ATTACK_SECONDS = 0.002;
  // The damper takes a tone down by 60 dB in 0.4 s.
  private static final double DAMPING_PER_SECOND = StrictMath.log(1000) / 0.4;

  // Of each mode: the two coefficients of the recurrence and its last two values. A damped sine
  // follows y[n] = 2 r cos(w) y[n-1] - r^2 y[n-2], which is the same in every Java.
  private final double[] next;
  private final double[] last;
  private final double[] y1;
  private final double[] y2;
  private final int attackFrames;
  private final double dampingPerFrame;
  private final long releaseFrame;
  private long frame;
  private double damper = 1;

  /**
   * Starts a note.
   *
   * @param pitch MIDI key number, 0 to 127
   * @param velocity 1 to 127
   * @param releaseFrame how many frames later the damper falls
   * @param sampleRate frames a second
   */
  StringModel(int pitch, int velocity, long releaseFrame, int sampleRate) {
    double stiffness = stiffness(pitch);
    double first = A4 * StrictMath.pow(2, (pitch - 69) / 12.0) / StrictMath.sqrt(1 + stiffness);
    int modes = modes(first, stiffness);
    next = new double[2 * modes];
    last = new double[2 * modes];
    y1 = new double[2 * modes];
    y2 = new double[2 * modes];
    attackFrames = (int) (ATTACK_SECONDS * sampleRate);
    dampingPerFrame = StrictMath.exp(-DAMPING_PER_SECOND / sampleRate);
    this.releaseFrame = releaseFrame;
    double[] amplitudes = amplitudes(modes, first, stiffness, velocity);
    for (int i = 0; i < modes; i++) {
      double hertz = hertz(first, stiffness, i + 1);
      double decay = decayPerSecond(pitch, hertz);
      mode(2 * i, hertz / sampleRate, 0.8 * amplitudes[i], 1.8 * decay / sampleRate);
      // A third of a cent off: the two beat slowly, as strings do.
      mode(2 * i + 1, 1.0002 * hertz / sampleRate, 0.2 * amplitudes[i], 0.45 * decay / sampleRate);
    }
  }

  private void mode(int index, double cyclesPerFrame, double amplitude, double decayPerFrame) {
    if (cyclesPerFrame >= 0.5) {
      return; // Half the sample rate is the highest frequency there is; it stays silent.
    }
    double r = StrictMath.exp(-decayPerFrame);
    double w = TWO_PI * cyclesPerFrame;
    next[index] = 2 * r * StrictMath.cos(w);
    last[index] = -r * r;
    // The values at frames -1 and -2 of a sine that is 0 at frame 0.
    y1[index] = -amplitude * StrictMath.sin(w) / r;
    y2[index] = -amplitude * StrictMath.sin(2 * w) / (r * r);
  }

  private static double stiffness(int pitch) {
    return StrictMath.exp(0.0926 * pitch - 13.64) + StrictMath.exp(-0.0847 * pitch - 5.82);
  }

  private static double hertz(double first, double stiffness, int mode) {
    return mode * first * StrictMath.sqrt(1 + stiffness * mode * mode);
  }

  private static int modes(double first, double stiffness) {
    int modes = 1;
    while (modes < MAX_MODES && hertz(first, stiffness, modes + 1) < MAX_HERTZ) {
      modes++;
    }
    return modes;
  }

  /**
   * Returns the modes' amplitudes, whose power together is that of one sine of the stroke's
   * loudness.
   */
  private static double[] amplitudes(int modes, double first, double stiffness, int velocity) {
    double hardness = velocity / 127.0;
    // Up to where, in hertz, the hammer excites the string well.
    double brightness = 500 + 1.5 * first + 2500 * StrictMath.pow(hardness, 1.5);
    double[] amplitudes = new double[modes];
    double power = 0;
    for (int i = 0; i < modes; i++) {
      int mode = i + 1;
      double hertz = hertz(first, stiffness, mode);
      double place = Math.abs(StrictMath.sin(Math.PI * mode * STRIKE_PLACE));
      amplitudes[i] = place / mode / (1 + hertz * hertz / (brightness * brightness));
      power += amplitudes[i] * amplitudes[i];
    }
    double scale = StrictMath.pow(hardness, 1.6) / Math.sqrt(power);
    for (int i = 0; i < modes; i++) {
      amplitudes[i] *= scale;
    }
    return amplitudes;
  }

  /**
   * Falls to 1/e in a third of a second for the highest keys, in 7 for the lowest; high modes
   * sooner.
   */
  private static double decayPerSecond(int pitch, double hertz) {
    return 0.15 * StrictMath.pow(2, (pitch - 21) / 20.0) + 1e-7 * hertz * hertz;
  }

  /**
   * Returns the next frames of the sound, at most about 1 in size at the loudest.
   *
   * @param frames how many
   */
  double[] sound(int frames) {
    double[] sound = new double[frames];
    for (int mode = 0; mode < next.length; mode++) {
      ring(mode, sound);
    }
    for (int i = 0; i < frames; i++, frame++) {
      if (frame >= releaseFrame) {
        damper *= dampingPerFrame;
      }
      double attack = frame < attackFrames ? (double) frame / attackFrames : 1;
      sound[i] *= attack * damper;
    }
    return sound;
  }

  private void ring(int mode, double[] sound) {
    double a = next[mode];
    double b = last[mode];
    double previous = y1[mode];
    double beforePrevious = y2[mode];
    for (int i = 0; i < sound.length; i++) {
      double now = a * previous + b * beforePrevious;
      sound[i] += now;
      beforePrevious = previous;
      previous = now;
    }
    y1[mode] = previous;
    y2[mode] = beforePrevious;
  }

  /** Returns whether nothing of it is left that 16 bits could hold. */
  boolean isSilent() {
    return damper < 1e-5;
  }
}
