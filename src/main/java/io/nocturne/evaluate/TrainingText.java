package io.nocturne.evaluate;

import io.nocturne.base.Require;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.WindowSet;
import io.nocturne.token.Tokens;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The text that baselines are trained on: pieces one after the other, each after as much padding as
 * the longest context, and which of their tokens are training tokens.
 */
final class TrainingText {
  private final Alphabet alphabet;
  private final char[] tokens;
  private final int[] positions;

  private TrainingText(Alphabet alphabet, char[] tokens, int[] positions) {
    this.alphabet = alphabet;
    this.tokens = tokens;
    this.positions = positions;
  }

  /**
   * The ids of a text.
   *
   * @param size the size of the vocabulary, padding included, at least 2
   * @param pad the id of padding
   */
  record Alphabet(int size, int pad) {
    Alphabet {
      Require.atLeast("alphabet size", size, 2);
      if (pad < 0 || pad >= size) {
        throw new IllegalArgumentException(
            "alphabet pad must be 0 to %d, was %d".formatted(size - 1, pad));
      }
    }

    /** Returns the number of ids that can be predicted: all but padding. */
    int predictable() {
      return size - 1;
    }
  }

  /**
   * Returns the training part of a split. With a split by window, whose parts share their pieces,
   * the targets of validation windows are left out.
   */
  static TrainingText of(Split split, Alphabet alphabet) {
    List<TokenizedPiece> pieces = split.train().pieces();
    BitSet[] left = heldOut(pieces, split.validation());
    return of(pieces.stream().map(TokenizedPiece::tokens).toList(), left, alphabet);
  }

  /** Returns a text of all tokens of some pieces. */
  static TrainingText of(List<Tokens> pieces, Alphabet alphabet) {
    return of(pieces, none(pieces.size()), alphabet);
  }

  private static BitSet[] heldOut(List<TokenizedPiece> pieces, WindowSet validation) {
    BitSet[] left = none(pieces.size());
    if (validation.pieces() == pieces) {
      for (long window = 0; window < validation.size(); window++) {
        int target = validation.start(window) + validation.width() - 1;
        left[validation.piece(window)].set(target);
      }
    }
    return left;
  }

  private static BitSet[] none(int pieces) {
    BitSet[] none = new BitSet[pieces];
    Arrays.setAll(none, i -> new BitSet());
    return none;
  }

  private static TrainingText of(List<Tokens> pieces, BitSet[] left, Alphabet alphabet) {
    int length = 0;
    int count = 0;
    for (int i = 0; i < left.length; i++) {
      length = Math.addExact(length, NGram.MAX_ORDER - 1 + pieces.get(i).length());
      count += pieces.get(i).length() - left[i].cardinality();
    }
    char[] tokens = new char[length];
    int[] positions = new int[count];
    int at = 0;
    int found = 0;
    for (int i = 0; i < left.length; i++) {
      Arrays.fill(tokens, at, at + NGram.MAX_ORDER - 1, (char) alphabet.pad());
      at += NGram.MAX_ORDER - 1;
      int[] ids = pieces.get(i).toArray();
      for (int place = 0; place < ids.length; place++) {
        tokens[at] = (char) ids[place];
        if (!left[i].get(place)) {
          positions[found++] = at;
        }
        at++;
      }
    }
    return new TrainingText(alphabet, tokens, positions);
  }

  /** Returns the ids of the text. */
  Alphabet alphabet() {
    return alphabet;
  }

  /** Returns the number of training tokens. */
  int size() {
    return positions.length;
  }

  /** Returns a training token by its number. */
  int token(int number) {
    return tokens[positions[number]];
  }

  /**
   * Returns a token before a training token.
   *
   * @param back how many tokens back, 1 to {@link NGram#MAX_ORDER} − 1
   */
  int before(int number, int back) {
    return tokens[positions[number] - back];
  }
}
