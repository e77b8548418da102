package io.nocturne.music;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lengthens the notes of one port by the sustain pedal, as {@link Piece#sustained} says. */
final class SustainPedal {

  private final List<Track> tracks;
  private final long endTick;
  private final List<List<ControlChange>> moves = new ArrayList<>();
  private final long[][] noteOns = new long[Note.CHANNELS * Note.PITCHES][];

  private SustainPedal(List<Track> tracks, long endTick) {
    this.tracks = tracks;
    this.endTick = endTick;
    collectMoves();
    collectNoteOns();
  }

  /** Returns tracks that sound together with the pedal's effect in the lengths of their notes. */
  static List<Track> apply(List<Track> tracks) {
    long endTick =
        tracks.stream()
            .flatMap(track -> track.controls().stream())
            .mapToLong(ControlChange::tick)
            .max()
            .orElse(0);
    for (Track track : tracks) {
      endTick = Math.max(endTick, track.endTicks());
    }
    Map<Integer, SustainPedal> pedals = new LinkedHashMap<>();
    for (Track track : tracks) {
      if (!pedals.containsKey(track.port())) {
        List<Track> ofPort = tracks.stream().filter(each -> each.port() == track.port()).toList();
        pedals.put(track.port(), new SustainPedal(ofPort, endTick));
      }
    }
    return tracks.stream().map(track -> pedals.get(track.port()).sustained(track)).toList();
  }

  /** Collects the moves of each channel in all tracks, by tick; of moves one way the first. */
  private void collectMoves() {
    for (int channel = 0; channel < Note.CHANNELS; channel++) {
      moves.add(new ArrayList<>());
    }
    tracks.stream()
        .flatMap(track -> track.controls().stream())
        .filter(ControlChange::isSustainPedal)
        .sorted(Comparator.comparingLong(ControlChange::tick))
        .forEach(
            move -> {
              List<ControlChange> own = moves.get(move.channel());
              boolean wasDown = !own.isEmpty() && own.get(own.size() - 1).isDown();
              if (move.isDown() != wasDown) {
                own.add(move);
              }
            });
  }

  /** Collects the onsets of each channel and pitch in order, from all tracks. */
  private void collectNoteOns() {
    int[] counts = new int[noteOns.length];
    tracks.forEach(track -> track.notes().forEach(note -> counts[key(note)]++));
    for (int key = 0; key < counts.length; key++) {
      noteOns[key] = new long[counts[key]];
    }
    Arrays.fill(counts, 0);
    tracks.forEach(
        track ->
            track
                .notes()
                .forEach(note -> noteOns[key(note)][counts[key(note)]++] = note.onsetTicks()));
    for (long[] onsets : noteOns) {
      Arrays.sort(onsets);
    }
  }

  private Track sustained(Track track) {
    return track
        .withNotes(track.notes().stream().map(this::sustained).toList())
        .withControls(
            track.controls().stream().filter(control -> !control.isSustainPedal()).toList());
  }

  private Note sustained(Note note) {
    List<ControlChange> own = moves.get(note.channel());
    long end = note.endTicks();
    int next = firstAfter(own, end);
    boolean down = next > 0 && own.get(next - 1).isDown();
    if (!down) {
      return note;
    }
    long release = next < own.size() ? own.get(next).tick() : endTick;
    long sustainedEnd = Math.min(release, nextNoteOn(note));
    return new Note(
        note.onsetTicks(),
        Math.max(end, sustainedEnd) - note.onsetTicks(),
        note.pitch(),
        note.velocity(),
        note.channel());
  }

  /** Returns the index of the first move after the tick. */
  private static int firstAfter(List<ControlChange> moves, long tick) {
    int low = 0;
    int high = moves.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (moves.get(middle).tick() <= tick) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns when the key's next note-on is, from the note's end on; never the note's own. */
  private long nextNoteOn(Note note) {
    long[] onsets = noteOns[key(note)];
    long from = Math.max(note.endTicks(), note.onsetTicks() + 1);
    int low = 0;
    int high = onsets.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (onsets[middle] < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < onsets.length ? onsets[low] : Long.MAX_VALUE;
  }

  private static int key(Note note) {
    return (note.channel() << 7) | note.pitch();
  }
}
