package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.List;
import java.util.OptionalInt;

/** Performances in which a tick is a millisecond, and tokenizers of them. */
final class Performances {
  static final PerformanceTokenizer OFFS = PerformanceTokenizer.standard();
  static final PerformanceTokenizer DURATIONS = tokenizer(NoteEnds.DURATIONS, PedalTokens.NONE);

  private Performances() {}

  static PerformanceTokenizer tokenizer(NoteEnds noteEnds, PedalTokens pedal) {
    return PerformanceTokenizer.of(
        noteEnds, TimeSteps.DEFAULT, OptionalInt.of(32), pedal, OutOfRangePolicy.SKIP);
  }

  /** A piece in which a tick is a millisecond. */
  static Piece performance(Note... notes) {
    return Piece.of("p", 500, List.of(notes));
  }

  static Note note(long onset, long length, int pitch, int velocity) {
    return new Note(onset, length, pitch, velocity, 0);
  }

  static Piece again(Tokenizer tokenizer, Piece piece) {
    return tokenizer.decode("p", tokenizer.encode(piece).tokens().toArray(), EvenTiming.DEFAULT);
  }
}
