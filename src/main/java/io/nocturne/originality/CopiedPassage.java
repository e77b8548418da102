package io.nocturne.originality;

import java.util.Locale;

/**
 * Notes that stand in a corpus as well.
 *
 * @param notes how many
 * @param from the first of them in the music that was looked at, from 1
 * @param piece the corpus's piece
 * @param note the first of them there, from 1
 */
public record CopiedPassage(int notes, int from, String piece, int note) {
  public CopiedPassage {
    if (notes < 1 || from < 1 || note < 1) {
      throw new IllegalArgumentException(
          "notes and places must be at least 1, were %d, %d and %d".formatted(notes, from, note));
    }
  }

  /** Where it is: {@code 9 notes, ballade.mid, note 112}. */
  String label() {
    return String.format(
        Locale.ROOT, "%,d %s, %s, note %,d", notes, notes == 1 ? "note" : "notes", piece, note);
  }
}
