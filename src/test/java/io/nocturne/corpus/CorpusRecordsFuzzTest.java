package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.fuzz.HostileInput;
import io.nocturne.io.tfrecord.TfRecordReader;
import io.nocturne.io.tfrecord.TfRecordWriter;
import io.nocturne.token.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** An input's first byte says whether the rest is a file or the payload of its one record. */
@Timeout(300)
class CorpusRecordsFuzzTest {
  private static final Corpus CORPUS = TestCorpora.counting(3, 4);
  private static final Vocabulary VOCABULARY = CORPUS.tokenizer().vocabulary();

  @TempDir private static Path folder;

  static Stream<byte[]> seeds() throws IOException {
    byte[] file = written(CORPUS.pieces());
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(file);
    }
    Path first = Files.write(folder.resolve("seed"), file);
    try (TfRecordReader reader = TfRecordReader.open(first)) {
      byte[] payload = reader.next().orElseThrow();
      return Stream.of(seed(0, file), seed(0, compressed.toByteArray()), seed(1, payload));
    }
  }

  private static byte[] seed(int kind, byte[] bytes) {
    byte[] seed = new byte[bytes.length + 1];
    seed[0] = (byte) kind;
    System.arraycopy(bytes, 0, seed, 1, bytes.length);
    return seed;
  }

  private static byte[] written(List<TokenizedPiece> pieces) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TfRecordWriter writer = new TfRecordWriter(bytes)) {
      for (TokenizedPiece piece : pieces) {
        writer.write(CorpusRecords.bytes(piece));
      }
    }
    return bytes.toByteArray();
  }

  @MethodSource("seeds")
  @FuzzTest
  void recordsAreReadAsTheyWouldBeWrittenOrRefused(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    Optional<List<TokenizedPiece>> pieces = read(input[0] % 2 == 0 ? rest : record(rest));
    if (pieces.isPresent()) {
      assertThat(read(written(pieces.get()))).isEqualTo(pieces);
    }
  }

  private static byte[] record(byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TfRecordWriter writer = new TfRecordWriter(bytes)) {
      writer.write(payload);
    }
    return bytes.toByteArray();
  }

  private static Optional<List<TokenizedPiece>> read(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("corpus.tfrecord"), content);
    return HostileInput.read(
        file,
        () -> {
          List<TokenizedPiece> pieces = new ArrayList<>();
          CorpusRecords.read(file, VOCABULARY, (piece, record) -> pieces.add(piece));
          return pieces;
        });
  }
}
