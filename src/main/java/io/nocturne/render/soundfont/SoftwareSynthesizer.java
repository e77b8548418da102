package io.nocturne.render.soundfont;

import io.nocturne.base.UserException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import javax.sound.midi.Soundbank;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/**
 * The JDK's synthesizer, Gervill, rendering to a stream instead of to a sound device.
 *
 * <p>The interface that offers this is in a package that the JDK does not export: hence reflection,
 * and the option that the message names; the manifest of nocturne's jar has it as {@code
 * Add-Exports}.
 */
final class SoftwareSynthesizer implements AutoCloseable {
  private static final String PACKAGE = "com.sun.media.sound";

  /** Voices that sound at once; a pedal held down can need more than the default of 64. */
  private static final int POLYPHONY = 256;

  /**
   * The number of times per second at which notes may begin: the default of 147 is heard in fast
   * runs.
   */
  private static final float CONTROL_RATE = 1000;

  private final Synthesizer synthesizer;
  private final AudioInputStream stream;

  /**
   * Starts one.
   *
   * @throws UserException if this Java does not have it, or hides it
   */
  SoftwareSynthesizer(AudioFormat format, Soundbank bank) {
    // Without the default bank, which is made of random numbers and kept in the user's home.
    Map<String, Object> settings =
        Map.of(
            "load default soundbank",
            false,
            "max polyphony",
            POLYPHONY,
            "control rate",
            CONTROL_RATE,
            "interpolation",
            "cubic");
    try {
      synthesizer =
          Class.forName(PACKAGE + ".SoftSynthesizer")
              .asSubclass(Synthesizer.class)
              .getConstructor()
              .newInstance();
      stream =
          (AudioInputStream)
              Class.forName(PACKAGE + ".AudioSynthesizer")
                  .getMethod("openStream", AudioFormat.class, Map.class)
                  .invoke(synthesizer, format, settings);
    } catch (IllegalAccessException e) {
      throw new UserException(
          "SoundFonts: Java's synthesizer is hidden; start Java with --add-exports java.desktop/"
              + PACKAGE
              + "=ALL-UNNAMED",
          e);
    } catch (InvocationTargetException e) {
      throw new UserException(
          "SoundFonts: Java's synthesizer does not start: " + e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new UserException(
          "SoundFonts: this Java has no software synthesizer; use OpenJDK 17 or newer", e);
    }
    synthesizer.loadAllInstruments(bank);
  }

  /** Returns the receiver of events, which are sent with the microsecond at which they sound. */
  Synthesizer synthesizer() {
    return synthesizer;
  }

  /** Returns the sound, a stream without end. */
  AudioInputStream stream() {
    return stream;
  }

  @Override
  public void close() {
    synthesizer.close();
  }
}
