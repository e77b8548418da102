package io.nocturne.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The tokens that a model knows; a token's place in the list is its id.
 *
 * <p>One of them is {@value #PAD}, which fills windows on the left at a piece's opening. It is
 * never a target and never sampled.
 */
public final class Vocabulary {
  /** The token that stands for "no note yet". */
  public static final String PAD = "<pad>";

  /** The token before a piece's first, where a tokenizer writes one; never sampled. */
  public static final String BOS = "<bos>";

  /** The token after a piece's last, where a tokenizer writes one: sampling it ends the piece. */
  public static final String EOS = "<eos>";

  /** The token of whatever the vocabulary leaves out, where a tokenizer has one; never sampled. */
  public static final String UNK = "<unk>";

  private static final Set<String> SPECIAL_TOKENS = Set.of(PAD, BOS, EOS, UNK);

  /** Ids take two bytes. */
  public static final int MAX_SIZE = 1 << 16;

  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final int padId;

  /**
   * Creates a vocabulary of these tokens, in the order of their ids.
   *
   * @param tokens 2 to {@link #MAX_SIZE} different, non-blank strings, {@value #PAD} among them
   */
  public Vocabulary(List<String> tokens) {
    if (tokens.size() < 2 || tokens.size() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a vocabulary must have 2 to " + MAX_SIZE + " tokens, had " + tokens.size());
    }
    this.tokens = List.copyOf(tokens);
    this.ids = index(this.tokens);
    Integer pad = ids.get(PAD);
    if (pad == null) {
      throw new IllegalArgumentException("a vocabulary must hold the token " + PAD);
    }
    this.padId = pad;
  }

  private static Map<String, Integer> index(List<String> tokens) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      if (token.isBlank()) {
        throw new IllegalArgumentException("tokens must not be blank, token " + id + " is");
      }
      Integer earlier = ids.put(token, id);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "tokens must differ, %d and %d are both %s".formatted(earlier, id, token));
      }
    }
    return ids;
  }

  /** Returns the tokens, in the order of their ids. */
  public List<String> tokens() {
    return tokens;
  }

  /** Returns how many tokens there are, {@value #PAD} included. */
  public int size() {
    return tokens.size();
  }

  /** Returns the id of {@value #PAD}. */
  public int padId() {
    return padId;
  }

  /** Returns the id of {@value #BOS}; empty if there is no such token. */
  public OptionalInt bosId() {
    return id(BOS);
  }

  /** Returns the id of {@value #EOS}; empty if there is no such token. */
  public OptionalInt eosId() {
    return id(EOS);
  }

  /** Returns the id of {@value #UNK}; empty if there is no such token. */
  public OptionalInt unkId() {
    return id(UNK);
  }

  /**
   * Returns whether an id is a special token: {@value #PAD}, {@value #BOS}, {@value #EOS} or
   * {@value #UNK}.
   */
  public boolean isSpecial(int id) {
    return SPECIAL_TOKENS.contains(token(id));
  }

  /** Returns the token of an id in [0, size). */
  public String token(int id) {
    if (id < 0 || id >= tokens.size()) {
      throw new IllegalArgumentException(
          "token ids must be 0 to " + (tokens.size() - 1) + ", was " + id);
    }
    return tokens.get(id);
  }

  /** Returns the id of a token; empty if the vocabulary lacks it. */
  public OptionalInt id(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary vocabulary && tokens.equals(vocabulary.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return tokens.toString();
  }
}
