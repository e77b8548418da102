package io.nocturne.corpus;

import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokens;
import java.util.stream.IntStream;

/** The notes that tokens begin, by their MIDI pitches. */
final class TokenNotes {
  private final int[][] begun;

  TokenNotes(Tokenizer tokenizer) {
    begun =
        IntStream.range(0, tokenizer.vocabulary().size())
            .mapToObj(id -> tokenizer.pitches(id).stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Returns how many notes tokens begin. */
  int count(Tokens tokens) {
    return count(tokens.toArray());
  }

  private int count(int[] ids) {
    int count = 0;
    for (int id : ids) {
      count += begun[id].length;
    }
    return count;
  }

  /** Returns the pitches in the order of the tokens, of simultaneous notes the lowest first. */
  int[] pitches(Tokens tokens) {
    int[] ids = tokens.toArray();
    int[] pitches = new int[count(ids)];
    int next = 0;
    for (int id : ids) {
      for (int pitch : begun[id]) {
        pitches[next++] = pitch;
      }
    }
    return pitches;
  }
}
