package io.nocturne.survey;

import io.nocturne.base.UserException;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import io.nocturne.survey.StudySpec.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Cuts parts of a study's length from pieces, with time in thousandths of a second. */
final class ExcerptPassage {
  /**
   * The resolution of the excerpts: 500 ticks per quarter, at the default of 120 quarters per
   * minute.
   */
  private static final int TICKS_PER_QUARTER = 500;

  private static final int TICKS_PER_SECOND = 1000;
  private static final int EVEN_TICKS = 250;
  private static final int EVEN_VELOCITY = 80;

  private final Timing timing;
  private final long ticks;

  /**
   * Creates a source of passages of a length.
   *
   * @param seconds at least 1
   */
  ExcerptPassage(Timing timing, double seconds) {
    this.timing = timing;
    ticks = Math.round(seconds * TICKS_PER_SECOND);
  }

  /** A passage, and the number of its first note in its piece, from 1. */
  record Cut(int firstNote, Piece music) {}

  /** Returns whether a piece lasts long enough from its first note on. */
  boolean fits(Piece piece) {
    return places(timed(piece)) > 0;
  }

  /**
   * Returns the beginning of a piece from its first note on; empty if the piece is too short or
   * that is mostly silent.
   */
  Optional<Piece> beginning(Piece piece) {
    List<Note> notes = timed(piece);
    return places(notes) == 0 || !isHeard(notes, 0)
        ? Optional.empty()
        : Optional.of(from(piece.name(), notes, 0));
  }

  /**
   * Returns a part that begins at any note that enough follow and is not mostly silent; empty if
   * there is none.
   */
  Optional<Cut> anywhere(Piece piece, RandomGenerator random) {
    List<Note> notes = timed(piece);
    int[] heard =
        IntStream.range(0, places(notes)).filter(first -> isHeard(notes, first)).toArray();
    if (heard.length == 0) {
      return Optional.empty();
    }
    int first = heard[random.nextInt(heard.length)];
    return Optional.of(new Cut(first + 1, from(piece.name(), notes, first)));
  }

  /**
   * Returns whether the part that begins at a note is music rather than silence: it is never silent
   * for more than three seconds or a quarter of its length, and rests of more than a second are
   * less than half of it.
   */
  private boolean isHeard(List<Note> notes, int first) {
    long start = notes.get(first).onsetTicks();
    long stop = start + ticks;
    long end = start;
    long rests = 0;
    for (int i = first; end < stop; i++) {
      boolean isNote = i < notes.size() && notes.get(i).onsetTicks() < stop;
      long rest = (isNote ? notes.get(i).onsetTicks() : stop) - end;
      if (rest > maxRest()) {
        return false;
      }
      rests += rest > TICKS_PER_SECOND ? rest : 0;
      end = isNote ? Math.max(end, notes.get(i).endTicks()) : stop;
    }
    return 2 * rests < ticks;
  }

  private long maxRest() {
    return Math.min(3L * TICKS_PER_SECOND, ticks / 4);
  }

  /**
   * Returns random notes: each one's pitch, velocity, length and distance from the previous note
   * are sampled independently from those of some pieces.
   *
   * @return empty if the result is mostly silent
   * @throws UserException if none of the pieces has a note after another, so that time would not
   *     advance
   */
  Optional<Piece> random(String name, List<Piece> pieces, RandomGenerator random) {
    List<List<Note>> all =
        pieces.stream().map(this::timed).filter(ExcerptPassage::hasSeveralOnsets).toList();
    if (all.isEmpty()) {
      throw new UserException(
          name + ": no piece has one note after another to sample from; give others");
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
    return isHeard(notes, 0)
        ? Optional.of(Piece.of(name, TICKS_PER_QUARTER, cut(notes)))
        : Optional.empty();
  }

  private static boolean hasSeveralOnsets(List<Note> notes) {
    return !notes.isEmpty() && notes.get(0).onsetTicks() < notes.get(notes.size() - 1).onsetTicks();
  }

  private static <T> T any(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  /**
   * Returns the notes in thousandths of a second; without percussion, which a piano does not play.
   */
  private List<Note> timed(Piece piece) {
    Timeline timeline = Timeline.of(piece);
    List<Note> timed = new ArrayList<>();
    for (Note note : piece.pitched().notes()) {
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

  /** Returns the number of notes that enough others follow; they are the first ones. */
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

  /** Returns the notes, ended where the excerpt ends. */
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
