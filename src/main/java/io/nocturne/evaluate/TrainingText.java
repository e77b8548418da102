package io.nocturne.evaluate;

import io.nocturne.base.Require;
import io.nocturne.corpus.TokenizedPiece;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.WindowSet;
import io.nocturne.token.Tokens;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What baselines learn from: pieces one after the other, each after as much padding as a model
 * looks back, and which of their tokens are to be learnt.
 */
public final class TrainingText {
  private final Alphabet alphabet;
  private final char[] tokens;
  private final int[] learnt;

  private TrainingText(Alphabet alphabet, char[] tokens, int[] learnt) {
    this.alphabet = alphabet;
    this.tokens = tokens;
    this.learnt = learnt;
  }

  /**
   * The ids that a text is made of.
   *
   * @param size of the vocabulary, padding included, at least 2
   * @param pad the id of padding
   */
  public record Alphabet(int size, int pad) {
    public Alphabet {
      Require.atLeast("alphabet size", size, 2);
      if (pad < 0 || pad >= size) {
        throw new IllegalArgumentException(
            "alphabet pad must be 0 to %d, was %d".formatted(size - 1, pad));
      }
    }

    /** How many ids can be predicted: all but padding. */
    int predictable() {
      return size - 1;
    }
  }

  /**
   * The training side of a split. Of a split by window, whose sides share their pieces, it leaves
   * out the tokens that follow a window of the validation side.
   */
  public static TrainingText of(Split split, Alphabet alphabet) {
    List<TokenizedPiece> pieces = split.train().pieces();
    BitSet[] left = heldOut(pieces, split.validation());
    return of(pieces.stream().map(TokenizedPiece::tokens).toList(), left, alphabet);
  }

  /** All tokens of some pieces. */
  public static TrainingText of(List<Tokens> pieces, Alphabet alphabet) {
    BitSet[] left = new BitSet[pieces.size()];
    Arrays.setAll(left, i -> new BitSet());
    return of(pieces, left, alphabet);
  }

  private static BitSet[] heldOut(List<TokenizedPiece> pieces, WindowSet validation) {
    BitSet[] left = new BitSet[pieces.size()];
    IdentityHashMap<TokenizedPiece, BitSet> byPiece = new IdentityHashMap<>();
    for (int i = 0; i < left.length; i++) {
      left[i] = new BitSet();
      byPiece.put(pieces.get(i), left[i]);
    }
    for (long window = 0; window < validation.size(); window++) {
      TokenizedPiece piece = validation.pieces().get(validation.piece(window));
      if (byPiece.containsKey(piece)) {
        byPiece.get(piece).set(validation.start(window) + validation.width() - 1);
      }
    }
    return left;
  }

  private static TrainingText of(List<Tokens> pieces, BitSet[] left, Alphabet alphabet) {
    int length = 0;
    int count = 0;
    for (int i = 0; i < left.length; i++) {
      length = Math.addExact(length, NGram.MAX_ORDER - 1 + pieces.get(i).length());
      count += pieces.get(i).length() - left[i].cardinality();
    }
    char[] tokens = new char[length];
    int[] learnt = new int[count];
    int at = 0;
    int found = 0;
    for (int i = 0; i < left.length; i++) {
      Arrays.fill(tokens, at, at + NGram.MAX_ORDER - 1, (char) alphabet.pad());
      at += NGram.MAX_ORDER - 1;
      for (int place = 0; place < pieces.get(i).length(); place++) {
        tokens[at] = (char) pieces.get(i).id(place);
        if (!left[i].get(place)) {
          learnt[found++] = at;
        }
        at++;
      }
    }
    return new TrainingText(alphabet, tokens, learnt);
  }

  /** The ids that it is made of. */
  public Alphabet alphabet() {
    return alphabet;
  }

  /** How many tokens are learnt. */
  public int size() {
    return learnt.length;
  }

  /** The token with this number among those that are learnt. */
  int token(int number) {
    return tokens[learnt[number]];
  }

  /**
   * A token before one that is learnt.
   *
   * @param back how far before, 1 to {@link NGram#MAX_ORDER} − 1
   */
  int before(int number, int back) {
    return tokens[learnt[number] - back];
  }
}
