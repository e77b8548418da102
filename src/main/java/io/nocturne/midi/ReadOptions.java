package io.nocturne.midi;

import static java.util.Objects.requireNonNull;

import io.nocturne.midi.MidiFile.Diagnostic;

/**
 * Options for reading a MIDI file.
 *
 * @param strictness what to do with damage
 * @param pedal what to do with the sustain pedal
 */
public record ReadOptions(Strictness strictness, Pedal pedal) {

  /** Lenient, and every note ends where its key is released. */
  public static final ReadOptions DEFAULT = new ReadOptions(Strictness.LENIENT, Pedal.IGNORE);

  /** The treatment of a file that departs from the standard. */
  public enum Strictness {
    /** Keep every note before the damage and report it as a {@link Diagnostic}. */
    LENIENT,
    /** Throw a {@link MidiException} where a lenient reader would report a diagnostic. */
    STRICT
  }

  /** The effect of the sustain pedal (controller 64, down from 64 on) on the notes. */
  public enum Pedal {
    /** Notes end where their keys are released. */
    IGNORE,
    /**
     * A note whose key is released while its channel's pedal is down sounds on until the pedal goes
     * up, or the same pitch has a note-on again on that channel, or the piece ends, whichever comes
     * first. The pedal is a matter of the channel: it may be written in another track than the
     * notes.
     *
     * <p>Where a key and the pedal move at the same tick, the pedal moves first. A pedal that goes
     * up and down again at one tick ends the notes it held. No note gets shorter.
     */
    SUSTAIN
  }

  public ReadOptions {
    requireNonNull(strictness, "strictness");
    requireNonNull(pedal, "pedal");
  }
}
