package io.nocturne.render.notation;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The notes of the upper staff and those of the lower.
 *
 * <p>Tracks that sound at the same time are played together. Where two are, the first of them
 * higher on average, they are written as they are: a track a hand. Otherwise a line is drawn
 * through the notes, below middle C or above it as they go, such that few notes need ledger lines
 * towards the other staff, the line runs between the notes and not across a melody, and it moves
 * little: the cheapest way through all onsets (Viterbi's algorithm). A track that begins when
 * others have ended, as a continuation does, is divided separately.
 *
 * @param upper by onset
 * @param lower by onset
 */
record Hands(List<Note> upper, List<Note> lower) {
  private static final int MIN_LINE = 48;
  private static final int MAX_LINE = 72;
  private static final int MIDDLE_C = 60;

  /** The limits of a staff with two ledger lines on the side of the other staff: A3, and Eb4. */
  private static final int MIN_UPPER = 57;

  private static final int MAX_LOWER = 63;

  /** Semitones from the line within which a note is too near: a melody should not cross it. */
  private static final int MARGIN = 3;

  private static final double NEAR = 0.5;
  private static final double MOVE = 0.4;
  private static final double AWAY_FROM_MIDDLE = 0.05;

  /** Returns the hands of a piece. */
  static Hands of(Piece piece) {
    List<Note> upper = new ArrayList<>();
    List<Note> lower = new ArrayList<>();
    for (List<Track> together : passages(piece.tracks())) {
      if (together.size() == 2 && mean(together.get(0)) > mean(together.get(1))) {
        upper.addAll(together.get(0).notes());
        lower.addAll(together.get(1).notes());
      } else {
        shareOut(notes(together), upper, lower);
      }
    }
    return new Hands(upper, lower);
  }

  /** Groups of tracks with notes: no track begins before those of an earlier group have ended. */
  private static List<List<Track>> passages(List<Track> tracks) {
    List<Integer> byStart =
        IntStream.range(0, tracks.size())
            .filter(i -> !tracks.get(i).notes().isEmpty())
            .boxed()
            .sorted(Comparator.comparingLong(i -> start(tracks.get(i))))
            .toList();
    List<List<Integer>> passages = new ArrayList<>();
    long end = 0;
    for (int i : byStart) {
      if (passages.isEmpty() || start(tracks.get(i)) >= end) {
        passages.add(new ArrayList<>());
      }
      passages.get(passages.size() - 1).add(i);
      end = Math.max(end, end(tracks.get(i)));
    }
    // Within a passage as in the piece, where the upper hand's track is the first.
    return passages.stream()
        .map(passage -> passage.stream().sorted().map(tracks::get).toList())
        .toList();
  }

  private static long end(Track track) {
    return track.notes().stream().mapToLong(Note::endTicks).max().orElse(0);
  }

  private static long start(Track track) {
    return track.notes().get(0).onsetTicks();
  }

  private static double mean(Track track) {
    return track.notes().stream().mapToInt(Note::pitch).average().orElse(0);
  }

  private static List<Note> notes(List<Track> tracks) {
    return tracks.stream()
        .flatMap(track -> track.notes().stream())
        .sorted(Note.BY_ONSET_THEN_PITCH)
        .toList();
  }

  private static void shareOut(List<Note> notes, List<Note> upper, List<Note> lower) {
    List<List<Note>> onsets = onsets(notes);
    int[] lines = lines(onsets);
    for (int i = 0; i < lines.length; i++) {
      for (Note note : onsets.get(i)) {
        (note.pitch() >= lines[i] ? upper : lower).add(note);
      }
    }
  }

  private static List<List<Note>> onsets(List<Note> notes) {
    List<List<Note>> onsets = new ArrayList<>();
    long last = -1;
    for (Note note : notes) {
      if (note.onsetTicks() != last) {
        onsets.add(new ArrayList<>());
        last = note.onsetTicks();
      }
      onsets.get(onsets.size() - 1).add(note);
    }
    return onsets;
  }

  /** Returns for each onset the lowest pitch of the upper staff. */
  private static int[] lines(List<List<Note>> onsets) {
    int count = MAX_LINE - MIN_LINE + 1;
    double[] costs = new double[count];
    int[][] from = new int[onsets.size()][count];
    for (int i = 0; i < from.length; i++) {
      double[] next = new double[count];
      for (int line = 0; line < count; line++) {
        int best = cheapest(costs, line);
        from[i][line] = best;
        next[line] =
            costs[best] + MOVE * Math.abs(best - line) + cost(onsets.get(i), MIN_LINE + line);
      }
      costs = next;
    }
    int[] lines = new int[onsets.size()];
    int line = cheapest(costs, MIDDLE_C - MIN_LINE);
    for (int i = lines.length - 1; i >= 0; i--) {
      lines[i] = MIN_LINE + line;
      line = from[i][line];
    }
    return lines;
  }

  private static int cheapest(double[] costs, int towards) {
    int best = towards;
    for (int line = 0; line < costs.length; line++) {
      if (costs[line] + MOVE * Math.abs(line - towards)
          < costs[best] + MOVE * Math.abs(best - towards)) {
        best = line;
      }
    }
    return best;
  }

  private static double cost(List<Note> chord, int line) {
    double cost = AWAY_FROM_MIDDLE * Math.abs(line - MIDDLE_C);
    for (Note note : chord) {
      int pitch = note.pitch();
      cost += Math.max(0, pitch >= line ? MIN_UPPER - pitch : pitch - MAX_LOWER);
      cost += NEAR * Math.max(0, MARGIN - (pitch >= line ? pitch - line : line - 1 - pitch));
    }
    return cost;
  }
}
