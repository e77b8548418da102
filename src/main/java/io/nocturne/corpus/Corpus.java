package io.nocturne.corpus;

import io.nocturne.corpus.groups.Membership;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Encoding;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokens;
import io.nocturne.token.Vocabulary;
import java.io.Closeable;
import java.io.IOException;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tokenized pieces, in memory at two bytes a token, or in files that stay open until the corpus is
 * closed; then its tokens are read when they are asked for, and may fail with an {@link
 * java.io.UncheckedIOException}. Safe for use from several threads.
 */
public final class Corpus implements Closeable {
  private final Tokenizer tokenizer;
  private final List<TokenizedPiece> pieces;
  private final Optional<Provenance> provenance;
  private final Closeable files;
  private volatile String fingerprint; // Null before it is asked for.

  /**
   * Creates a corpus in memory.
   *
   * @param tokenizer what wrote the tokens, and can read them
   * @param pieces at least one; every id is in the tokenizer's vocabulary and none is the pad's
   * @param provenance where they come from; empty if it is not known
   */
  public Corpus(Tokenizer tokenizer, List<TokenizedPiece> pieces, Optional<Provenance> provenance) {
    this(tokenizer, List.copyOf(pieces), provenance, () -> {});
    for (TokenizedPiece piece : this.pieces) {
      requireKnown(piece, tokenizer.vocabulary());
    }
  }

  /**
   * Creates a corpus in files.
   *
   * @param pieces whose ids have been checked; closed with the corpus
   */
  Corpus(Tokenizer tokenizer, StoredPieces pieces, Optional<Provenance> provenance) {
    this(tokenizer, pieces, provenance, pieces);
  }

  private Corpus(
      Tokenizer tokenizer,
      List<TokenizedPiece> pieces,
      Optional<Provenance> provenance,
      Closeable files) {
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("a corpus must have at least one piece, had none");
    }
    this.tokenizer = tokenizer;
    this.pieces = pieces;
    this.provenance = provenance;
    this.files = files;
  }

  /** Creates a corpus of pieces of which it is not known where they come from. */
  public Corpus(Tokenizer tokenizer, List<TokenizedPiece> pieces) {
    this(tokenizer, pieces, Optional.empty());
  }

  /**
   * Creates a corpus of pieces that come from no file; each piece's {@code sha256} is that of its
   * tokens.
   *
   * @param pieces at least one
   * @throws IllegalArgumentException if a piece has no notes, or the tokenizer cannot express one
   */
  public static Corpus of(Tokenizer tokenizer, List<Piece> pieces) {
    return new Corpus(
        tokenizer,
        pieces.stream().map(piece -> tokenized(tokenizer, piece)).toList(),
        Optional.of(
            Provenance.of(
                Preprocessing.NONE,
                pieces.stream().flatMapToDouble(piece -> piece.medianTempo().stream()))));
  }

  private static TokenizedPiece tokenized(Tokenizer tokenizer, Piece piece) {
    Encoding encoding = tokenizer.encode(piece);
    long leftOut = encoding.loss().leftOut();
    if (leftOut > 0) {
      throw new IllegalArgumentException(
          "notes of a piece must be in the vocabulary, %d of %s are not"
              .formatted(leftOut, piece.name()));
    }
    return new TokenizedPiece(piece.name(), Fingerprint.of(encoding.tokens()), encoding.tokens());
  }

  private static void requireKnown(TokenizedPiece piece, Vocabulary vocabulary) {
    int[] ids = piece.tokens().toArray();
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] >= vocabulary.size() || ids[i] == vocabulary.padId()) {
        throw new IllegalArgumentException(
            ("ids of a piece must be below the vocabulary's size %d"
                    + " and not its pad %d, was %d at token %d of %s")
                .formatted(vocabulary.size(), vocabulary.padId(), ids[i], i, piece.name()));
      }
    }
  }

  /** Returns what wrote the tokens, and can read them. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns the pieces, at least one. Each call for one of a file makes another object of it. */
  public List<TokenizedPiece> pieces() {
    return pieces;
  }

  /** Returns where the pieces come from; empty if it is not known. */
  public Optional<Provenance> provenance() {
    return provenance;
  }

  /** Returns how many tokens the pieces have together. */
  public long tokenCount() {
    return pieces.stream().mapToLong(TokenizedPiece::length).sum();
  }

  /**
   * Returns the MIDI pitches of each piece's notes in the order of its tokens, of simultaneous
   * notes the lowest first.
   */
  public List<int[]> pitches() {
    return pitches(pieces);
  }

  /**
   * Returns the MIDI pitches of pieces in the tokens of this corpus; those of a piece are found
   * again each time that they are asked for.
   */
  public List<int[]> pitches(List<TokenizedPiece> some) {
    TokenNotes notes = new TokenNotes(tokenizer);
    return new AbstractList<>() {
      @Override
      public int[] get(int piece) {
        return notes.pitches(some.get(piece).tokens());
      }

      @Override
      public int size() {
        return some.size();
      }
    };
  }

  /**
   * Identifies what a model sees: SHA-256 over the vocabulary, every piece's tokens, in order, and
   * the groups and parts of the pieces, if there are any. Names and source files do not count. The
   * same on every platform. The first call reads all tokens.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(this);
    }
    return fingerprint;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Corpus corpus
        && tokenizer.equals(corpus.tokenizer)
        && provenance.equals(corpus.provenance)
        && pieces.equals(corpus.pieces);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tokenizer, provenance, pieces.size());
  }

  /** Its size; all of its pieces would be too much to print. */
  @Override
  public String toString() {
    return "Corpus[%s, %d pieces, %d tokens]".formatted(tokenizer, pieces.size(), tokenCount());
  }

  /** A piece of a corpus. */
  public static final class TokenizedPiece {
    private final Supplier<PieceSource> source;
    private final Tokens tokens;
    private final Membership membership;

    /**
     * Creates a piece.
     *
     * @param name what to call it, usually the path of its file below the folder that was prepared
     * @param sha256 SHA-256 of the source file's bytes, 64 lower-case hexadecimal digits
     * @param tokens its ids, at least one
     * @param membership its group, and its part of a listed split
     */
    public TokenizedPiece(String name, String sha256, Tokens tokens, Membership membership) {
      this(new PieceSource(name, sha256), tokens, membership);
      if (tokens.length() == 0) {
        throw new IllegalArgumentException(
            "a piece must have at least one token, had none: " + name);
      }
    }

    /** Creates a piece that is a group of its own. */
    public TokenizedPiece(String name, String sha256, Tokens tokens) {
      this(name, sha256, tokens, Membership.NONE);
    }

    private TokenizedPiece(PieceSource source, Tokens tokens, Membership membership) {
      this(() -> source, tokens, membership);
    }

    /**
     * Creates a piece whose source is looked up when it is asked for.
     *
     * @param tokens at least one
     */
    TokenizedPiece(Supplier<PieceSource> source, Tokens tokens, Membership membership) {
      this.source = source;
      this.tokens = tokens;
      this.membership = membership;
    }

    /** Returns this piece as a member of a group. */
    TokenizedPiece with(Membership other) {
      return new TokenizedPiece(source, tokens, other);
    }

    PieceSource source() {
      return source.get();
    }

    /** Returns what to call it, usually the path of its file below the folder it was found in. */
    public String name() {
      return source().name();
    }

    /** Returns the SHA-256 of the source file's bytes, 64 lower-case hexadecimal digits. */
    public String sha256() {
      return source().sha256();
    }

    /** Returns its ids, at least one. */
    public Tokens tokens() {
      return tokens;
    }

    /** Returns its group, and its part of a listed split. */
    public Membership membership() {
      return membership;
    }

    /** Returns how many tokens the piece has. */
    public int length() {
      return tokens.length();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TokenizedPiece piece
          && source().equals(piece.source())
          && membership.equals(piece.membership)
          && tokens.equals(piece.tokens);
    }

    @Override
    public int hashCode() {
      return Objects.hash(source(), tokens);
    }

    @Override
    public String toString() {
      return "TokenizedPiece[%s, %s, %s]".formatted(name(), tokens, membership);
    }
  }
}
