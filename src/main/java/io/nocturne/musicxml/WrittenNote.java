package io.nocturne.musicxml;

import java.util.Set;

/** A note as it is written, in ticks from its measure's start; grace notes may be before it. */
final class WrittenNote {
  static final int NO_VELOCITY = 0;

  final Voice voice;
  final int pitch;
  final int channel;
  long onset;
  long duration;

  /** Set once the measure's dynamics are known. */
  int velocity = NO_VELOCITY;

  boolean isTiedBefore;
  boolean isTiedAfter;

  /** The times through a repeated section at which it is played; empty for all. */
  Set<Integer> times = Set.of();

  WrittenNote(Voice voice, int pitch, int channel, long onset, long duration) {
    this.voice = voice;
    this.pitch = pitch;
    this.channel = channel;
    this.onset = onset;
    this.duration = duration;
  }

  long onset() {
    return onset;
  }

  long end() {
    return onset + duration;
  }

  boolean isPlayed(int pass) {
    return times.isEmpty() || times.contains(pass);
  }

  void delay(long ticks) {
    onset += ticks;
    duration -= ticks;
  }
}
