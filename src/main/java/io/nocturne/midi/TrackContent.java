package io.nocturne.midi;

import io.nocturne.music.KeySignature;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.List;

/** The content of one track chunk, filled while its events are read. */
final class TrackContent {

  /**
   * The sustain pedal moves.
   *
   * @param tick ticks from the start of the piece
   * @param channel MIDI channel, 0 to 15
   * @param down whether it is down from here on
   */
  record PedalMove(long tick, int channel, boolean down) {}

  final int number;
  final List<ProgramChange> programs = new ArrayList<>();
  final List<MapEvent<Tempo>> tempos = new ArrayList<>();
  final List<MapEvent<TimeSignature>> timeSignatures = new ArrayList<>();
  final List<MapEvent<KeySignature>> keySignatures = new ArrayList<>();
  final List<PedalMove> pedalMoves = new ArrayList<>();
  String name = "";
  Track track = Track.of("", List.of());
  long endTick;

  /**
   * Nothing yet.
   *
   * @param number of the track, from 1
   */
  TrackContent(int number) {
    this.number = number;
  }
}
