package io.nocturne.memory;

import io.nocturne.model.MemoryTables.PitchTable;
import io.nocturne.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The tokens of a vocabulary as they are compared in any key: notes and chords by the interval from
 * the notes before them. A token that begins no note, such as a bar or a duration, is the same in
 * every key.
 */
final class TokenPitches {
  /** More than any interval between two MIDI pitches, so that an interval can be a digit. */
  private static final int INTERVALS = 256;

  private static final int UNPITCHED = PitchTable.NONE;

  private final Tokenizer tokenizer;
  private final int[] lowest;
  private final int[] shapes;

  TokenPitches(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    int size = tokenizer.vocabulary().size();
    lowest = new int[size];
    shapes = new int[size];
    Map<List<Integer>, Integer> known = new HashMap<>();
    for (int id = 0; id < size; id++) {
      List<Integer> pitches = tokenizer.pitches(id);
      lowest[id] = pitches.isEmpty() ? UNPITCHED : pitches.get(0);
      shapes[id] = known.computeIfAbsent(shape(pitches), key -> known.size());
    }
  }

  /** Returns the intervals of a chord from its lowest pitch. */
  private static List<Integer> shape(List<Integer> pitches) {
    List<Integer> shape = new ArrayList<>();
    pitches.forEach(pitch -> shape.add(pitch - pitches.get(0)));
    return shape;
  }

  /** Returns the same as a table for a graph. */
  PitchTable table() {
    int count = IntStream.of(shapes).max().orElseThrow() + 1;
    int[][] moved = new int[count][PitchTable.PITCHES];
    for (int[] row : moved) {
      Arrays.fill(row, PitchTable.NONE);
    }
    BitSet known = new BitSet();
    for (int id = 0; id < lowest.length; id++) {
      if (isPitched(id) && !known.get(shapes[id])) {
        moved[shapes[id]] = transpositions(id);
        known.set(shapes[id]);
      }
    }
    return new PitchTable(lowest.clone(), shapes.clone(), moved);
  }

  /** Returns the tokens of a note or chord from each lowest pitch. */
  private int[] transpositions(int id) {
    return IntStream.range(0, PitchTable.PITCHES)
        .map(pitch -> transposed(id, pitch - lowest[id]).orElse(PitchTable.NONE))
        .toArray();
  }

  /** Returns whether a token begins a note. */
  boolean isPitched(int id) {
    return lowest[id] != UNPITCHED;
  }

  /** Returns the lowest MIDI pitch of a token that begins a note. */
  int lowest(int id) {
    return lowest[id];
  }

  /**
   * Returns a symbol for a token that is the same for the same music in any key.
   *
   * @param reference the lowest pitch of the last token that begins a note
   */
  int symbol(int id, int reference) {
    return isPitched(id)
        ? lowest.length + shapes[id] * INTERVALS + INTERVALS / 2 + lowest[id] - reference
        : id;
  }

  /** Returns the token some semitones higher; empty if the vocabulary does not have it. */
  OptionalInt transposed(int id, int semitones) {
    return tokenizer.transposed(id, semitones);
  }
}
