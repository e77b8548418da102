package io.nocturne.midi;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.TrackContent.PedalMove;
import io.nocturne.music.Note;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Lengthens notes by the sustain pedal, as {@link ReadOptions.Pedal#SUSTAIN} says. */
final class SustainPedal {

  private final List<TrackContent> tracks;
  private final long endTick;
  private final long[][] noteOns = new long[Note.CHANNELS * Note.PITCHES][];

  private SustainPedal(List<TrackContent> tracks) {
    this.tracks = tracks;
    this.endTick = tracks.stream().mapToLong(track -> track.endTick).max().orElse(0);
  }

  /** Replaces the notes of tracks that sound together. */
  static void apply(List<TrackContent> tracks) {
    if (tracks.stream().anyMatch(track -> !track.pedalMoves.isEmpty())) {
      new SustainPedal(tracks).apply();
    }
  }

  private void apply() {
    List<List<PedalMove>> moves = moves();
    collectStrokes();
    for (TrackContent content : tracks) {
      Track track = content.track;
      Note[] notes = track.notes().toArray(new Note[0]);
      for (int i = 0; i < notes.length; i++) {
        notes[i] = sustained(notes[i], moves.get(notes[i].channel()));
      }
      content.track = new Track(track.name(), List.of(notes), track.programs());
    }
  }

  /** Each channel's moves from all tracks, by tick; of moves one way only the first. */
  private List<List<PedalMove>> moves() {
    List<PedalMove> all = new ArrayList<>();
    tracks.forEach(track -> all.addAll(track.pedalMoves));
    all.sort(Comparator.comparingLong(PedalMove::tick));
    List<List<PedalMove>> moves = new ArrayList<>();
    for (int channel = 0; channel < 16; channel++) {
      moves.add(new ArrayList<>());
    }
    for (PedalMove move : all) {
      List<PedalMove> own = moves.get(move.channel());
      boolean wasDown = !own.isEmpty() && own.get(own.size() - 1).down();
      if (move.down() != wasDown) {
        own.add(move);
      }
    }
    return moves;
  }

  /** The onsets of each channel and pitch in order, from all tracks. */
  private void collectStrokes() {
    int[] counts = new int[noteOns.length];
    tracks.forEach(content -> content.track.notes().forEach(note -> counts[key(note)]++));
    for (int key = 0; key < counts.length; key++) {
      noteOns[key] = new long[counts[key]];
    }
    Arrays.fill(counts, 0);
    tracks.forEach(
        content ->
            content
                .track
                .notes()
                .forEach(note -> noteOns[key(note)][counts[key(note)]++] = note.onsetTicks()));
    for (long[] onsets : noteOns) {
      Arrays.sort(onsets);
    }
  }

  private Note sustained(Note note, List<PedalMove> moves) {
    long end = note.endTicks();
    int next = firstAfter(moves, end);
    boolean down = next > 0 && moves.get(next - 1).down();
    if (!down) {
      return note;
    }
    long release = next < moves.size() ? moves.get(next).tick() : endTick;
    long sustainedEnd = Math.min(release, nextStroke(note));
    return new Note(
        note.onsetTicks(),
        Math.max(end, sustainedEnd) - note.onsetTicks(),
        note.pitch(),
        note.velocity(),
        note.channel());
  }

  /** Returns the index of the first move after the tick. */
  private static int firstAfter(List<PedalMove> moves, long tick) {
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
  private long nextStroke(Note note) {
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
