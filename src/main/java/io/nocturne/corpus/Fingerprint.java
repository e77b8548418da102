package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.groups.Membership;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.io.file.Sha256;
import io.nocturne.token.Tokens;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of what a model sees of a corpus; all numbers are of four bytes, big-endian. */
final class Fingerprint {
  // Tokens that are read at once.
  private static final int CHUNK = 1 << 13;

  private final MessageDigest digest = Sha256.digest();

  private Fingerprint() {}

  /** Returns the fingerprint of a corpus, as 64 lower-case hexadecimal digits. */
  static String of(Corpus corpus) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.addVocabulary(corpus.tokenizer().vocabulary().tokens());
    List<TokenizedPiece> pieces = corpus.pieces();
    fingerprint.add(pieces.size());
    for (TokenizedPiece piece : pieces) {
      fingerprint.add(piece.tokens());
    }
    if (pieces.stream().anyMatch(piece -> !piece.membership().equals(Membership.NONE))) {
      fingerprint.addGroups(pieces);
    }
    return fingerprint.digest();
  }

  /** Returns the fingerprint of tokens. */
  static String of(Tokens tokens) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(tokens);
    return fingerprint.digest();
  }

  private void addVocabulary(List<String> tokens) {
    add(tokens.size());
    for (String token : tokens) {
      byte[] bytes = token.getBytes(UTF_8);
      add(bytes.length);
      digest.update(bytes);
    }
  }

  /** Adds their number, then the ids. */
  private void add(Tokens tokens) {
    add(tokens.length());
    int[] ids = new int[Math.min(CHUNK, tokens.length())];
    ByteBuffer bytes = ByteBuffer.allocate(ids.length * Integer.BYTES);
    for (int from = 0; from < tokens.length(); from += ids.length) {
      int count = Math.min(ids.length, tokens.length() - from);
      tokens.copyTo(from, ids, 0, count);
      bytes.clear().asIntBuffer().put(ids, 0, count);
      digest.update(bytes.limit(count * Integer.BYTES));
    }
  }

  private void addGroups(List<TokenizedPiece> pieces) {
    int[] groups = PieceGroups.of(pieces).numbers();
    for (int piece = 0; piece < groups.length; piece++) {
      add(groups[piece]);
      add(pieces.get(piece).membership().part().map(ListedPart::ordinal).orElse(-1));
    }
  }

  private void add(int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }

  private String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
