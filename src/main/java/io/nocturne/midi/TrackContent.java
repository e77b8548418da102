package io.nocturne.midi;

import io.nocturne.music.KeySignature;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of one track chunk, filled while its events are read: one track, or one for each port
 * that it sends events to.
 */
final class TrackContent {

  final int number;
  final List<MapEvent<Tempo>> tempos = new ArrayList<>();
  final List<MapEvent<TimeSignature>> timeSignatures = new ArrayList<>();
  final List<MapEvent<KeySignature>> keySignatures = new ArrayList<>();
  String name = "";
  List<Track> tracks = List.of();

  /**
   * Nothing yet.
   *
   * @param number of the track, from 1
   */
  TrackContent(int number) {
    this.number = number;
  }
}
