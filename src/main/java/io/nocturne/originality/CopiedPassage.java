package io.nocturne.originality;

import java.util.Locale;

/**
 * A passage of a piece that is also in a corpus.
 *
 * @param notes the number of its notes, at least 1
 * @param from the position of its first note in the piece that was compared, from 1
 * @param piece the name of the corpus's piece
 * @param note the position of its first note there, from 1
 */
public record CopiedPassage(int notes, int from, String piece, int note) {
  public CopiedPassage {
    if (notes < 1 || from < 1 || note < 1) {
      throw new IllegalArgumentException(
          "notes and places must be at least 1, were %d, %d and %d".formatted(notes, from, note));
    }
  }

  /** Returns length and place: {@code 9 notes, ballade.mid, note 112}. */
  String label() {
    return String.format(
        Locale.ROOT, "%,d %s, %s, note %,d", notes, notes == 1 ? "note" : "notes", piece, note);
  }
}
