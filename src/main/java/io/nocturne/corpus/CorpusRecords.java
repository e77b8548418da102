package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.nocturne.base.Labels;
import io.nocturne.base.UserIOException;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.groups.Membership;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.io.tfrecord.TfRecordReader;
import io.nocturne.token.Tokens;
import io.nocturne.token.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.Int64List;

/**
 * Pieces as {@code tf.train.Example} records, for Python's tf.data too: {@code name} (bytes,
 * UTF-8), {@code sha256} (bytes, 64 hexadecimal digits) and {@code tokens} (int64 list); {@code
 * group} and {@code split} (bytes, UTF-8) where a piece has them.
 */
final class CorpusRecords {
  private static final String NAME = "name";
  private static final String SHA256 = "sha256";
  private static final String TOKENS = "tokens";
  private static final String GROUP = "group";
  private static final String SPLIT = "split";

  private CorpusRecords() {}

  /** Returns the record of a piece; equal pieces have the same bytes. */
  static byte[] bytes(TokenizedPiece piece) {
    return example(piece).toByteArray();
  }

  private static Example example(TokenizedPiece piece) {
    Int64List.Builder ids = Int64List.newBuilder();
    for (int id : piece.tokens().toArray()) {
      ids.addValue(id);
    }
    Features.Builder features =
        Features.newBuilder()
            .putFeature(NAME, bytes(piece.name()))
            .putFeature(SHA256, bytes(piece.sha256()))
            .putFeature(TOKENS, Feature.newBuilder().setInt64List(ids).build());
    piece.membership().group().ifPresent(group -> features.putFeature(GROUP, bytes(group)));
    piece.membership().part().ifPresent(part -> features.putFeature(SPLIT, bytes(Labels.of(part))));
    return Example.newBuilder().setFeatures(features).build();
  }

  private static Feature bytes(String text) {
    return Feature.newBuilder()
        .setBytesList(BytesList.newBuilder().addValue(ByteString.copyFrom(text, UTF_8)))
        .build();
  }

  /** Receives the pieces of a file, in order. */
  @FunctionalInterface
  interface PieceVisitor {
    /**
     * Receives a piece.
     *
     * @param piece in memory
     */
    void visit(TokenizedPiece piece, PieceRecord record);
  }

  /**
   * The record of a piece.
   *
   * @param offset the byte that it begins at, in the file after decompression
   * @param isCompressed whether the file is compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record PieceRecord(long offset, byte[] payload, boolean isCompressed) {}

  /**
   * Reads a file of pieces.
   *
   * @throws IOException if it is damaged, or an id is not a note of the vocabulary, naming the
   *     record
   */
  static void read(Path file, Vocabulary vocabulary, PieceVisitor visitor) throws IOException {
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      int count = 0;
      long offset = 0;
      for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
        TokenizedPiece piece = piece(next.get(), file + ", record " + count++, vocabulary);
        visitor.visit(piece, new PieceRecord(offset, next.get(), reader.isCompressed()));
        offset = reader.offset();
      }
    }
  }

  /**
   * Returns the piece in a payload.
   *
   * @param where the record, for messages
   */
  static TokenizedPiece piece(byte[] bytes, String where, Vocabulary vocabulary)
      throws IOException {
    try {
      Features features = Example.parseFrom(bytes).getFeatures();
      return new TokenizedPiece(
          text(features, NAME),
          text(features, SHA256),
          tokens(features, vocabulary),
          membership(features));
    } catch (InvalidProtocolBufferException e) {
      throw malformed(where, "it is not a tf.train.Example", e);
    } catch (IllegalArgumentException e) {
      throw malformed(where, e.getMessage(), e);
    }
  }

  private static IOException malformed(String where, String problem, Exception cause) {
    return new UserIOException("%s: %s; run prepare again".formatted(where, problem), cause);
  }

  private static Membership membership(Features features) {
    Optional<String> group = optional(features, GROUP);
    return new Membership(group, optional(features, SPLIT).map(CorpusRecords::part));
  }

  private static Optional<String> optional(Features features, String key) {
    return features.containsFeature(key) ? Optional.of(text(features, key)) : Optional.empty();
  }

  private static ListedPart part(String name) {
    return Labels.find(ListedPart.class, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "feature split must be train, validation or test, was \"" + name + "\""));
  }

  private static String text(Features features, String key) {
    BytesList values =
        features.getFeatureOrDefault(key, Feature.getDefaultInstance()).getBytesList();
    if (values.getValueCount() != 1) {
      throw new IllegalArgumentException(
          "feature %s must be 1 string, was %d".formatted(key, values.getValueCount()));
    }
    return values.getValue(0).toStringUtf8();
  }

  private static Tokens tokens(Features features, Vocabulary vocabulary) {
    Int64List values =
        features.getFeatureOrDefault(TOKENS, Feature.getDefaultInstance()).getInt64List();
    int[] ids = new int[values.getValueCount()];
    for (int i = 0; i < ids.length; i++) {
      long id = values.getValue(i);
      if (id < 0 || id >= vocabulary.size() || id == vocabulary.padId()) {
        throw new IllegalArgumentException(
            "token %d is %d, which is not a note of the vocabulary of %d tokens"
                .formatted(i, id, vocabulary.size()));
      }
      ids[i] = (int) id;
    }
    return Tokens.of(ids);
  }
}
