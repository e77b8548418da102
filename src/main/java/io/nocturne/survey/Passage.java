package io.nocturne.survey;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Parts of pieces that last as long as a study's excerpts, with time in thousandths of a second.
 */
final class Passage {
  /** Of the pieces made here: 500 ticks a quarter at the 120 quarters a minute of the default. */
  private static final int TICKS_PER_QUARTER = 500;

  private static final int TICKS_PER_SECOND = 1000;
  private static final int EVEN_TICKS = 250;
  private static final int EVEN_VELOCITY = 80;

  private final Timing timing;
  private final long ticks;

  /**
   * Passages of a length.
   *
   * @param seconds at least 1
   */
  Passage(Timing timing, double seconds) {
    this.timing = timing;
    ticks = Math.round(seconds * TICKS_PER_SECOND);
  }

  /** A passage, and the number of its first note in its piece, from 1. */
  record Cut(int firstNote, Piece music) {}

  /** The beginning of a piece from its first note on; empty if it is too short. */
  Optional<Piece> beginning(Piece piece) {
    List<Note> notes = timed(piece);
    return places(notes) == 0 ? Optional.empty() : Optional.of(from(piece.name(), notes, 0));
  }

  /** A part that begins at any note that enough follow; empty if the piece is too short. */
  Optional<Cut> anywhere(Piece piece, RandomGenerator random) {
    List<Note> notes = timed(piece);
    int places = places(notes);
    if (places == 0) {
      return Optional.empty();
    }
    int first = random.nextInt(places);
    return Optional.of(new Cut(first + 1, from(piece.name(), notes, first)));
  }

  /**
   * Notes of chance: each one's pitch, loudness, length and distance from the note before are drawn
   * from those of some pieces, each for itself.
   *
   * @throws StudyException if none of the pieces has a note after another, so that time would stand
   *     still
   */
  Piece ofChance(String name, List<Piece> pieces, RandomGenerator random) {
    List<List<Note>> all = pieces.stream().map(this::timed).filter(Passage::goesOn).toList();
    if (all.isEmpty()) {
      throw new StudyException(
          name + ": no piece by people has one note after another to draw from; give others");
    }
    List<Note> notes = new ArrayList<>();
    long onset = 0;
    while (onset < ticks) {
      Note pitch = any(any(all, random), random);
      Note length = any(any(all, random), random);
      notes.add(new Note(onset, length.durationTicks(), pitch.pitch(), length.velocity(), 0));
      List<Note> steps = any(all, random);
      int before = random.nextInt(steps.size() - 1);
      onset += steps.get(before + 1).onsetTicks() - steps.get(before).onsetTicks();
    }
    return Piece.of(name, TICKS_PER_QUARTER, cut(notes));
  }

  private static boolean goesOn(List<Note> notes) {
    return !notes.isEmpty() && notes.get(0).onsetTicks() < notes.get(notes.size() - 1).onsetTicks();
  }

  private static <T> T any(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  /** The notes in thousandths of a second. */
  private List<Note> timed(Piece piece) {
    Timeline timeline = Timeline.of(piece);
    List<Note> timed = new ArrayList<>();
    for (Note note : piece.notes()) {
      if (timing == Timing.EVEN) {
        long onset = (long) timed.size() * EVEN_TICKS;
        timed.add(new Note(onset, EVEN_TICKS, note.pitch(), EVEN_VELOCITY, 0));
      } else {
        long onset = Math.round(TICKS_PER_SECOND * timeline.seconds(note.onsetTicks()));
        long end = Math.round(TICKS_PER_SECOND * timeline.seconds(note.endTicks()));
        timed.add(new Note(onset, Math.max(1, end - onset), note.pitch(), note.velocity(), 0));
      }
    }
    return timed;
  }

  /** How many of the notes enough others follow: they are the first ones. */
  private int places(List<Note> notes) {
    long end = notes.stream().mapToLong(Note::endTicks).max().orElse(0);
    return (int) notes.stream().filter(note -> note.onsetTicks() + ticks <= end).count();
  }

  private Piece from(String name, List<Note> notes, int first) {
    long start = notes.get(first).onsetTicks();
    List<Note> moved =
        notes.stream()
            .skip(first)
            .filter(note -> note.onsetTicks() < start + ticks)
            .map(note -> note.movedBy(-start))
            .toList();
    return Piece.of(name, TICKS_PER_QUARTER, cut(moved));
  }

  /** Notes that end where the excerpt does. */
  private List<Note> cut(List<Note> notes) {
    return notes.stream()
        .map(
            note ->
                new Note(
                    note.onsetTicks(),
                    Math.min(note.durationTicks(), ticks - note.onsetTicks()),
                    note.pitch(),
                    note.velocity(),
                    note.channel()))
        .toList();
  }
}
