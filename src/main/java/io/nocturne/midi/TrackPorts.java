package io.nocturne.midi;

import io.nocturne.music.ControlChange;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events of one track, by the MIDI port that they are sent to: the first one until a meta event
 * names another. One instance serves track after track.
 */
final class TrackPorts {
  private final Map<Integer, PortEvents> all = new TreeMap<>();
  private final List<PortEvents> named = new ArrayList<>();
  private PortEvents current = new PortEvents(0);

  TrackPorts() {
    all.put(0, current);
  }

  /** The events that a track sends to one port. */
  static final class PortEvents {
    private final int port;
    final NotePairing notes = new NotePairing();
    final List<ProgramChange> programs = new ArrayList<>();
    final List<ControlChange> controls = new ArrayList<>();

    private PortEvents(int port) {
      this.port = port;
    }

    private boolean isEmpty() {
      return notes.isEmpty() && programs.isEmpty() && controls.isEmpty();
    }

    private Track finish(String name, long endTick) {
      Track track = new Track(name, port, notes.finish(endTick), programs, controls);
      programs.clear();
      controls.clear();
      return track;
    }
  }

  /** Begins a track. */
  void begin() {
    named.clear();
    select(0);
  }

  /**
   * Sends what follows to another port.
   *
   * @param port from 0 to 127
   */
  void select(int port) {
    current = all.computeIfAbsent(port, PortEvents::new);
    if (!named.contains(current)) {
      named.add(current);
    }
  }

  /** Returns the events of the port that was selected last. */
  PortEvents current() {
    return current;
  }

  /** Returns how many notes are open. */
  int open() {
    return named.stream().mapToInt(port -> port.notes.open()).sum();
  }

  /** Ends the open notes, and returns a track for each port that has events, or one without any. */
  List<Track> finish(String name, long endTick) {
    List<PortEvents> sent = named.stream().filter(port -> !port.isEmpty()).toList();
    return (sent.isEmpty() ? List.of(current) : sent)
        .stream().map(port -> port.finish(name, endTick)).toList();
  }
}
