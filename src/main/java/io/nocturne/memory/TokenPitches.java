package io.nocturne.memory;

import io.nocturne.model.MemoryTables.PitchTable;
import io.nocturne.token.Tokenizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The tokens of a vocabulary as they are compared in any key: notes and chords by the interval from
 * the notes before them, and so are note-offs. A token that names no pitch, such as a bar or a
 * duration, is the same in every key.
 */
final class TokenPitches {
  /** More than any interval between two MIDI pitches, so that an interval can be a digit. */
  private static final int INTERVALS = 256;

  /** Stands for a token that the vocabulary does not have. */
  static final int NONE = PitchTable.NONE;

  private static final int UNPITCHED = NONE;

  private final int[] begins;
  private final int[] lowest;
  private final int[] shapes;

  /** For each shape, its token by lowest pitch. */
  private final int[][] moved;

  TokenPitches(Tokenizer tokenizer) {
    int size = tokenizer.vocabulary().size();
    begins = new int[size];
    lowest = new int[size];
    shapes = new int[size];
    Map<Shape, Integer> known = new HashMap<>();
    for (int id = 0; id < size; id++) {
      List<Integer> pitches = tokenizer.namedPitches(id);
      begins[id] = tokenizer.pitches(id).isEmpty() ? 0 : 1;
      lowest[id] = pitches.isEmpty() ? UNPITCHED : pitches.get(0);
      String type = pitches.isEmpty() ? "" : tokenizer.type(id);
      shapes[id] = known.computeIfAbsent(Shape.of(type, pitches), key -> known.size());
    }
    moved = new int[known.size()][];
    for (int id = 0; id < size; id++) {
      if (isPitched(id) && moved[shapes[id]] == null) {
        moved[shapes[id]] = transpositions(tokenizer, id);
      }
    }
    Arrays.setAll(moved, shape -> moved[shape] == null ? nothing() : moved[shape]);
  }

  /** Returns the tokens of a note or chord from each lowest pitch. */
  private int[] transpositions(Tokenizer tokenizer, int id) {
    return IntStream.range(0, PitchTable.PITCHES)
        .map(pitch -> tokenizer.transposed(id, pitch - lowest[id]).orElse(NONE))
        .toArray();
  }

  private static int[] nothing() {
    int[] row = new int[PitchTable.PITCHES];
    Arrays.fill(row, NONE);
    return row;
  }

  /**
   * A note or chord in any key.
   *
   * @param type of its tokens, since a note-off is not a note-on
   * @param intervals from its lowest pitch
   */
  private record Shape(String type, List<Integer> intervals) {
    static Shape of(String type, List<Integer> pitches) {
      return new Shape(type, pitches.stream().map(pitch -> pitch - pitches.get(0)).toList());
    }
  }

  /** Returns the same as a table for a graph. */
  PitchTable table() {
    return new PitchTable(
        begins.clone(),
        lowest.clone(),
        shapes.clone(),
        Arrays.stream(moved).map(int[]::clone).toArray(int[][]::new));
  }

  /** Returns whether a token begins notes. */
  boolean beginsNotes(int id) {
    return begins[id] == 1;
  }

  /** Returns whether a token names a pitch. */
  boolean isPitched(int id) {
    return lowest[id] != UNPITCHED;
  }

  /** Returns the lowest MIDI pitch of a token that names one. */
  int lowest(int id) {
    return lowest[id];
  }

  /**
   * Returns a symbol for a token that is the same for the same music in any key.
   *
   * @param reference the lowest pitch of the last token that names one
   */
  int symbol(int id, int reference) {
    return isPitched(id)
        ? lowest.length + shapes[id] * INTERVALS + INTERVALS / 2 + lowest[id] - reference
        : id;
  }

  /** Returns the token some semitones higher; {@link #NONE} if the vocabulary does not have it. */
  int transposed(int id, int semitones) {
    int pitch = lowest[id] + semitones;
    if (semitones == 0 || !isPitched(id)) {
      return id;
    }
    return pitch >= 0 && pitch < PitchTable.PITCHES ? moved[shapes[id]][pitch] : NONE;
  }

  /** Returns the number of tokens. */
  int size() {
    return lowest.length;
  }
}
