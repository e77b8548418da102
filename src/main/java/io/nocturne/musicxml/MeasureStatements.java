package io.nocturne.musicxml;

import io.nocturne.music.KeySignature;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import java.util.TreeMap;

/**
 * The statements of one part in a measure, by ticks from its start; of several at a tick the last.
 */
final class MeasureStatements {
  final TreeMap<Long, Tempo> tempos = new TreeMap<>();
  final TreeMap<Long, TimeSignature> times = new TreeMap<>();
  final TreeMap<Long, KeySignature> keys = new TreeMap<>();

  /** New velocities of the part. */
  final TreeMap<Long, Integer> velocities = new TreeMap<>();
}
