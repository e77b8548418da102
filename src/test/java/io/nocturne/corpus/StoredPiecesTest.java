package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.groups.Membership;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokens;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPiecesTest {
  private static final int BLOCK = PieceIndex.BLOCK;
  private static final int LONG = 200 * BLOCK + 7; // Longer than what is read at once.
  private static final Tokenizer EVENTS = EventTokenizer.standard();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "3, 9", "4, 64"})
  void haveTheTokensNamesAndGroupsOfThePiecesInMemory(long seed, int shards) throws IOException {
    Corpus inMemory = random(seed);
    try (Corpus stored = StoredCorpora.of(folder, inMemory, shards)) {
      assertThat(stored.pieces()).isInstanceOf(StoredPieces.class).isEqualTo(inMemory.pieces());
      assertThat(stored.fingerprint()).isEqualTo(inMemory.fingerprint());
      assertThat(stored.tokenCount()).isEqualTo(inMemory.tokenCount());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void copyAnyStretchOfALongPiece(long seed) throws IOException {
    Random random = new Random(seed);
    int[] ids = ids(random, LONG);
    Corpus inMemory = new Corpus(EVENTS, List.of(piece("long", Membership.NONE, ids)));
    try (Corpus stored = StoredCorpora.of(folder, inMemory, 1)) {
      Tokens tokens = stored.pieces().get(0).tokens();
      for (int i = 0; i < 200; i++) {
        int from = random.nextInt(LONG);
        int count = random.nextInt(Math.min(LONG - from, i < 100 ? 3 * BLOCK : LONG) + 1);
        int[] copy = new int[count + 2];
        tokens.copyTo(from, copy, 1, count);
        int[] expected = new int[count + 2];
        System.arraycopy(ids, from, expected, 1, count);
        assertThat(copy).as("%d from %d, seed %d", count, from, seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void ofACompressedFileAreHeld() throws IOException {
    Corpus inMemory = random(5);
    StoredCorpora.write(folder, inMemory, 2);
    Path file = StoredCorpora.file(folder, 1, 2);
    byte[] bytes = Files.readAllBytes(file);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    try (Corpus stored = StoredCorpora.open(folder)) {
      assertThat(stored.pieces()).isInstanceOf(StoredPieces.class).isEqualTo(inMemory.pieces());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void ofAFileThatChangesCannotBeRead(int shard) throws IOException {
    Corpus inMemory = TestCorpora.random(6, 1, 2000, BLOCK, 30, 700);
    try (Corpus stored = StoredCorpora.of(folder, inMemory, 5)) {
      Path file = StoredCorpora.file(folder, shard, 5);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 5] ^= 1; // The last token.
      Files.write(file, bytes);
      assertThatThrownBy(() -> stored.pieces().forEach(piece -> piece.tokens().toArray()))
          .isInstanceOf(UncheckedIOException.class)
          .cause()
          .hasMessage(changed(file));
    }
  }

  @Test
  void ofAFileThatIsTruncatedCannotBeRead() throws IOException {
    try (Corpus stored = StoredCorpora.of(folder, TestCorpora.random(1, 900, 700), 2)) {
      Path file = StoredCorpora.file(folder, 1, 2);
      Files.newByteChannel(file, StandardOpenOption.WRITE).truncate(400).close();
      TokenizedPiece piece = stored.pieces().get(1);
      assertThat(stored.pieces().get(0).length()).isEqualTo(900);
      assertThatThrownBy(() -> piece.tokens().copyTo(600, new int[9], 0, 9))
          .cause()
          .hasMessage(changed(file));
      assertThatThrownBy(piece::name).cause().hasMessage(changed(file));
    }
  }

  @Test
  void ofAFileThatIsDeletedStayReadable() throws IOException {
    assumeThat(System.getProperty("os.name")).doesNotStartWith("Windows");
    Corpus inMemory = random(7);
    try (Corpus stored = StoredCorpora.of(folder, inMemory, 2)) {
      Files.delete(StoredCorpora.file(folder, 0, 2));
      assertThat(stored.pieces()).isEqualTo(inMemory.pieces());
    }
  }

  @Test
  void ofAClosedCorpusCannotBeRead() throws IOException {
    Corpus stored = StoredCorpora.of(folder, random(8), 2);
    stored.close();
    stored.close();
    Tokens tokens = stored.pieces().get(0).tokens();
    assertThatThrownBy(tokens::toArray).isInstanceOf(UncheckedIOException.class);
  }

  private static String changed(Path file) {
    return file
        + ": has changed since it was opened; put the old file back or prepare the corpus again,"
        + " then repeat the command";
  }

  /** Pieces of one token up to several blocks, some in groups or parts of a listed split. */
  private static Corpus random(long seed) {
    Random random = new Random(seed);
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int length : new int[] {1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 1}) {
      pieces.add(piece("é" + length, membership(random), ids(random, length)));
    }
    while (pieces.size() < 40) {
      int length = 1 + random.nextInt(4 * BLOCK);
      pieces.add(piece("p" + pieces.size(), membership(random), ids(random, length)));
    }
    return new Corpus(EVENTS, pieces);
  }

  private static Membership membership(Random random) {
    Optional<String> group = Optional.of("g" + random.nextInt(9)).filter(g -> random.nextBoolean());
    ListedPart[] parts = ListedPart.values();
    return new Membership(
        group, Optional.of(parts[random.nextInt(parts.length)]).filter(p -> random.nextBoolean()));
  }

  /** Ids of one byte in a file, and of two. */
  private static int[] ids(Random random, int length) {
    return random.ints(length, 0, EVENTS.vocabulary().padId()).toArray();
  }

  private static TokenizedPiece piece(String name, Membership membership, int... ids) {
    return new TokenizedPiece(name, TestCorpora.SHA256, Tokens.of(ids), membership);
  }
}
