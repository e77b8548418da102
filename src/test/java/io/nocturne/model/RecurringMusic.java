package io.nocturne.model;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random tokens in which a few motives recur, as they are or in another key. */
final class RecurringMusic {
  private final Tokenizer tokenizer;
  private final Random random;

  RecurringMusic(Tokenizer tokenizer, Random random) {
    this.tokenizer = tokenizer;
    this.random = random;
  }

  /** Returns tokens with padding on the left. */
  int[] padded(int tokens, int length) {
    int[] row = new int[length];
    Arrays.fill(row, tokenizer.vocabulary().padId());
    System.arraycopy(tokens(tokens), 0, row, length - tokens, tokens);
    return row;
  }

  private int[] tokens(int length) {
    List<int[]> motives = List.of(motive(), motive());
    List<Integer> tokens = new ArrayList<>();
    while (tokens.size() < length) {
      int semitones = random.nextInt(3) == 0 ? random.nextInt(25) - 12 : 0;
      for (int id : motives.get(random.nextInt(motives.size()))) {
        tokenizer.transposed(id, semitones).ifPresent(tokens::add);
      }
    }
    return tokens.stream().limit(length).mapToInt(Integer::intValue).toArray();
  }

  private int[] motive() {
    return random
        .ints(0, tokenizer.vocabulary().size())
        .filter(id -> id != tokenizer.vocabulary().padId())
        .limit(3L + random.nextInt(6))
        .toArray();
  }

  /** Returns a vocabulary of chords of four shapes on eight pitches. */
  static Tokenizer chords(ChordNames names) {
    int[][] shapes = {{0, 4, 7}, {0, 3, 7}, {0, 5}, {0, 4, 7, 12}};
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      for (int above : shapes[i % 4]) {
        notes.add(new Note(480L * i, 480, 40 + 3 * (i / 4) + above, 64, 0));
      }
    }
    return TokenizerFitter.chords(names, Optional.empty(), OutOfRangePolicy.SKIP, 1)
        .fit(List.of(Piece.of("chords", 480, notes)));
  }
}
