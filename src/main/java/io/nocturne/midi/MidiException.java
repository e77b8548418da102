package io.nocturne.midi;

import io.nocturne.base.UserError;
import io.nocturne.midi.MidiFile.Diagnostic;
import java.io.IOException;

/**
 * A file cannot be read as MIDI, or not strictly. The message names the file, the byte, what is
 * wrong and what to do.
 */
public final class MidiException extends IOException implements UserError {

  private static final long serialVersionUID = 1;

  private final String name;
  private final int track;
  private final long offset;
  private final String problem;
  private final String advice;

  MidiException(String name, Diagnostic reason, String advice) {
    super(reason.describe(name) + "; " + advice);
    this.name = name;
    this.track = reason.track();
    this.offset = reason.offset();
    this.problem = reason.message();
    this.advice = advice;
  }

  /** Returns the file's path, or the name that was given with its bytes. */
  public String name() {
    return name;
  }

  /** Returns the number of the track, from 1; 0 for what comes before the first track. */
  public int track() {
    return track;
  }

  /** Returns the byte of the file at which the reason was found, from 0. */
  public long offset() {
    return offset;
  }

  /** Returns what is wrong, without the file's name. */
  public String problem() {
    return problem;
  }

  /** Returns what is wrong and what to do, without the file's name. */
  public String clause() {
    return problem + "; " + advice;
  }
}
