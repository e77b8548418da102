package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.corpus.groups.Membership;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.io.file.Sha256;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Encoding;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokens;
import io.nocturne.token.Vocabulary;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tokenized pieces, held in memory at two bytes a token.
 *
 * @param tokenizer what wrote the tokens, and can read them
 * @param pieces at least one; every id is in the tokenizer's vocabulary and none is the pad's
 * @param provenance where they come from; empty if it is not known
 */
public record Corpus(
    Tokenizer tokenizer, List<TokenizedPiece> pieces, Optional<Provenance> provenance) {

  public Corpus {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("a corpus must have at least one piece, had none");
    }
    for (TokenizedPiece piece : pieces) {
      requireKnown(piece, tokenizer.vocabulary());
    }
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
    long outOfRange = encoding.loss().outOfRange();
    if (outOfRange > 0) {
      throw new IllegalArgumentException(
          "notes of a piece must be in the vocabulary, %d of %s are not"
              .formatted(outOfRange, piece.name()));
    }
    MessageDigest digest = Sha256.digest();
    update(digest, encoding.tokens());
    return new TokenizedPiece(
        piece.name(), HexFormat.of().formatHex(digest.digest()), encoding.tokens());
  }

  private static void requireKnown(TokenizedPiece piece, Vocabulary vocabulary) {
    Tokens tokens = piece.tokens();
    for (int i = 0; i < tokens.length(); i++) {
      if (tokens.id(i) >= vocabulary.size() || tokens.id(i) == vocabulary.padId()) {
        throw new IllegalArgumentException(
            ("ids of a piece must be below the vocabulary's size %d"
                    + " and not its pad %d, was %d at token %d of %s")
                .formatted(vocabulary.size(), vocabulary.padId(), tokens.id(i), i, piece.name()));
      }
    }
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

  /** Returns the MIDI pitches of pieces in the tokens of this corpus. */
  public List<int[]> pitches(List<TokenizedPiece> some) {
    List<int[]> begun = new ArrayList<>();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      begun.add(tokenizer.pitches(id).stream().mapToInt(Integer::intValue).toArray());
    }
    return some.stream()
        .map(
            piece ->
                Arrays.stream(piece.tokens().toArray())
                    .flatMap(id -> Arrays.stream(begun.get(id)))
                    .toArray())
        .toList();
  }

  /**
   * Identifies what a model sees: SHA-256 over the vocabulary, every piece's tokens, in order, and
   * the groups and parts of the pieces, if there are any. Names and source files do not count. The
   * same on every platform, and reckoned at each call.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String fingerprint() {
    MessageDigest digest = Sha256.digest();
    List<String> tokens = tokenizer.vocabulary().tokens();
    digest.update(bigEndian(tokens.size()));
    for (String token : tokens) {
      byte[] bytes = token.getBytes(UTF_8);
      digest.update(bigEndian(bytes.length));
      digest.update(bytes);
    }
    digest.update(bigEndian(pieces.size()));
    for (TokenizedPiece piece : pieces) {
      update(digest, piece.tokens());
    }
    if (pieces.stream().anyMatch(piece -> !piece.membership().equals(Membership.NONE))) {
      int[] groups = PieceGroups.of(pieces).numbers();
      for (int piece = 0; piece < groups.length; piece++) {
        digest.update(bigEndian(groups[piece]));
        digest.update(
            bigEndian(pieces.get(piece).membership().part().map(ListedPart::ordinal).orElse(-1)));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Its size; all of its pieces would be too much to print. */
  @Override
  public String toString() {
    return "Corpus[%s, %d pieces, %d tokens]".formatted(tokenizer, pieces.size(), tokenCount());
  }

  /** Length, then ids: four bytes each, big-endian, which leaves room for larger vocabularies. */
  private static void update(MessageDigest digest, Tokens tokens) {
    ByteBuffer chunk = ByteBuffer.allocate(1 << 14);
    chunk.putInt(tokens.length());
    for (int i = 0; i < tokens.length(); i++) {
      if (chunk.remaining() < Integer.BYTES) {
        digest.update(chunk.flip());
        chunk.clear();
      }
      chunk.putInt(tokens.id(i));
    }
    digest.update(chunk.flip());
  }

  private static byte[] bigEndian(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  /**
   * A piece of a corpus.
   *
   * @param name what to call it, usually the path of its file below the folder that was prepared
   * @param sha256 SHA-256 of the source file's bytes, 64 lower-case hexadecimal digits
   * @param tokens its ids, at least one
   * @param membership its group, and its part of a listed split
   */
  public record TokenizedPiece(String name, String sha256, Tokens tokens, Membership membership) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public TokenizedPiece {
      if (!SHA256.matcher(sha256).matches()) {
        throw new IllegalArgumentException(
            "sha256 must be 64 hexadecimal digits, was \"" + sha256 + "\"");
      }
      if (tokens.length() == 0) {
        throw new IllegalArgumentException(
            "a piece must have at least one token, had none: " + name);
      }
    }

    /** Creates a piece that is a group of its own. */
    public TokenizedPiece(String name, String sha256, Tokens tokens) {
      this(name, sha256, tokens, Membership.NONE);
    }

    /** Returns this piece as a member of a group. */
    TokenizedPiece with(Membership other) {
      return new TokenizedPiece(name, sha256, tokens, other);
    }

    /** Returns how many tokens the piece has. */
    public int length() {
      return tokens.length();
    }
  }
}
