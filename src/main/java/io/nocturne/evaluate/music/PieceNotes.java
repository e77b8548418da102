package io.nocturne.evaluate.music;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import java.util.List;
import java.util.OptionalLong;

/**
 * The facts of a piece that measures need.
 *
 * @param all its notes, by onset, then pitch
 * @param pitched the notes that are not percussion, which General MIDI puts on channel 10
 * @param end the tick at which the last note ends
 * @param beat the ticks of a quarter; empty if ticks are fractions of a second
 * @param bar the ticks of a bar of the first time signature, 4/4 if there is none; empty if its
 *     bars are not a whole number of ticks
 */
record PieceNotes(
    List<Note> all, List<Note> pitched, long end, OptionalLong beat, OptionalLong bar) {
  static PieceNotes of(Piece piece) {
    List<Note> notes = piece.notes();
    OptionalLong beat =
        piece.division() instanceof Division.Metrical metrical
            ? OptionalLong.of(metrical.ticksPerQuarter())
            : OptionalLong.empty();
    return new PieceNotes(
        notes,
        notes.stream().filter(note -> !note.isPercussion()).toList(),
        piece.endTicks(),
        beat,
        beat.isPresent() ? bar(piece, beat.getAsLong()) : OptionalLong.empty());
  }

  private static OptionalLong bar(Piece piece, long beat) {
    if (piece.timeSignatures().isEmpty()) {
      return OptionalLong.of(4 * beat);
    }
    TimeSignature first = piece.timeSignatures().get(0);
    long quarters = 4 * beat * first.numerator();
    return quarters % first.denominator() == 0 && quarters > 0
        ? OptionalLong.of(quarters / first.denominator())
        : OptionalLong.empty();
  }
}
