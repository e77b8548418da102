package io.nocturne.token;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The special tokens of a vocabulary: {@code <pad>}, {@code <bos>}, {@code <eos>}. */
final class SpecialTokens {
  /** The last tokens of most vocabularies. */
  static final List<String> ALL = List.of(Vocabulary.PAD, Vocabulary.BOS, Vocabulary.EOS);

  private static final int NONE = -1;

  private final Vocabulary vocabulary;
  private final int bos;
  private final int eos;
  private final BitSet free;

  SpecialTokens(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.bos = vocabulary.bosId().orElse(NONE);
    this.eos = vocabulary.eosId().orElse(NONE);
    if ((bos == NONE) != (eos == NONE)) {
      throw new IllegalArgumentException(
          "a vocabulary must have both %s and %s, or neither"
              .formatted(Vocabulary.BOS, Vocabulary.EOS));
    }
    this.free = new BitSet(vocabulary.size());
    free.set(0, vocabulary.size());
    free.clear(vocabulary.padId());
    for (OptionalInt id : List.of(vocabulary.bosId(), vocabulary.unkId())) {
      id.ifPresent(free::clear);
    }
  }

  /** Returns whether the vocabulary has tokens for where pieces begin and end. */
  boolean ends() {
    return eos != NONE;
  }

  /** Puts ids between the tokens of begin and end, if there are such tokens and ids. */
  Tokens around(int[] ids) {
    if (!ends() || ids.length == 0) {
      return Tokens.of(ids);
    }
    int[] marked = new int[ids.length + 2];
    marked[0] = bos;
    System.arraycopy(ids, 0, marked, 1, ids.length);
    marked[marked.length - 1] = eos;
    return Tokens.of(marked);
  }

  /**
   * Returns the ids after a leading begin token and before the first end token.
   *
   * @throws IllegalArgumentException naming the first id that is not a token of a piece
   */
  int[] within(int[] ids) {
    int from = ends() && ids.length > 0 && ids[0] == bos ? 1 : 0;
    int to = from;
    while (to < ids.length && !(ends() && ids[to] == eos)) {
      if (ids[to] < 0
          || ids[to] >= vocabulary.size()
          || ids[to] == vocabulary.padId()
          || ids[to] == bos) {
        throw new IllegalArgumentException(
            "ids must be tokens of a piece from the vocabulary's %d, was %d at position %d"
                .formatted(vocabulary.size(), ids[to], to));
      }
      to++;
    }
    return Arrays.copyOfRange(ids, from, to);
  }

  /** Returns the grammar of any tokens but special ones, in any order, until the end token. */
  Grammar grammar() {
    return new Free(free, eos);
  }

  /** Returns the grammar of some tokens in any order, until the end token. */
  Grammar grammar(IntPredicate some) {
    BitSet allowed = (BitSet) free.clone();
    free.stream().filter(some.negate()).forEach(allowed::clear);
    return new Free(allowed, eos);
  }

  /** The grammar within a piece that has not ended. */
  private record Free(BitSet all, int eos) implements Grammar {
    @Override
    public Grammar after(int id) {
      return id == eos ? new Ended() : this;
    }

    @Override
    public BitSet following() {
      return (BitSet) all.clone();
    }
  }

  /** Nothing follows the end. */
  record Ended() implements Grammar {
    @Override
    public Grammar after(int id) {
      return this;
    }

    @Override
    public BitSet following() {
      return new BitSet();
    }
  }
}
