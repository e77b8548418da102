package io.nocturne.corpus;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PrepareStage;
import io.nocturne.io.file.Sha256;
import io.nocturne.io.file.WorkFolder;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Preparations of more than one block, which are interrupted and given again. */
class ResumedPreparationTest {
  private static final int FILES = 2 * SourceBlock.MAX_SOURCES + 77;
  private static final TokenizerFitter PITCH = TokenizerFitter.of(PitchTokenizer.piano());
  private static final TokenizerFitter CHORDS =
      TokenizerFitter.chords(ChordNames.PITCHES, Optional.empty(), OutOfRangePolicy.SKIP, 2);

  @TempDir static Path midi;
  @TempDir Path parent;
  private Path out;

  /** Few different notes, so that there are files of the same bytes and the same notes. */
  @BeforeAll
  static void writeFiles() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < FILES; i++) {
      List<Note> notes = new ArrayList<>();
      for (int note = 0; note < 3; note++) {
        notes.add(new Note(480L * note, 480, 60 + random.nextInt(9), 60 + random.nextInt(2), 0));
      }
      Files.write(
          midi.resolve("%05d.mid".formatted(i)), MidiWriter.write(Piece.of("", 480, notes), 0));
    }
    Files.writeString(midi.resolve("00700x.mid"), "no music");
  }

  @BeforeEach
  void nameTheCorpus() {
    out = parent.resolve("corpus");
  }

  private static PrepareSpec spec(TokenizerFitter tokenizer, int threads, int shards) {
    return new PrepareSpec(
        List.of(midi),
        Exclusion.NONE,
        tokenizer,
        Preprocessing.NONE,
        Optional.empty(),
        ReadOptions.DEFAULT,
        threads,
        shards);
  }

  /** Returns the hash of each file of a new corpus that nothing interrupts. */
  private Map<String, String> whole(PrepareSpec spec) throws IOException {
    Path folder = parent.resolve("whole");
    Preparation.prepare(spec, folder, PrepareListener.NONE);
    return hashes(folder);
  }

  private static Map<String, String> hashes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(toMap(file -> file.getFileName().toString(), file -> hash(file)));
    }
  }

  private static String hash(Path file) {
    try {
      return Sha256.hex(file);
    } catch (IOException e) {
      return e.toString(); // A folder in the way.
    }
  }

  /** Prepares until some files are done in a stage. */
  private void interrupt(PrepareSpec spec, PrepareStage stage, long files) {
    assertThatThrownBy(
            () ->
                Preparation.prepare(
                    spec,
                    out,
                    (current, done, total) -> {
                      if (current == stage && done >= files) {
                        throw new CancellationException();
                      }
                    }))
        .isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesTheSameBytesWhereverItWasInterrupted(long seed) throws IOException {
    Random random = new Random(seed);
    TokenizerFitter tokenizer = random.nextBoolean() ? PITCH : CHORDS;
    for (PrepareStage stage : PrepareStage.values()) {
      // Some are not taken, and not compared.
      int files = 1 + random.nextInt(FILES - 100);
      interrupt(spec(tokenizer, 1 + random.nextInt(4), 1), stage, files);
      assertThat(CorpusFolder.isCorpus(out)).isFalse();
    }
    PrepareSpec spec = spec(tokenizer, 2, 1 + random.nextInt(3));
    Preparation.prepare(spec, out, PrepareListener.NONE);
    assertThat(hashes(out)).as("seed %d", seed).isEqualTo(whole(spec));
  }

  @Test
  void givesTheSameBytesWithAnyNumberOfThreads() throws IOException {
    Preparation.prepare(spec(CHORDS, 7, 1), out, PrepareListener.NONE);
    assertThat(hashes(out)).isEqualTo(whole(spec(CHORDS, 1, 1)));
  }

  @Test
  void doesNotReadFinishedBlocksAgain() throws IOException {
    interrupt(spec(PITCH, 2, 1), PrepareStage.COMPARING, 1);
    List<Long> read = new ArrayList<>();
    Preparation.prepare(
        spec(PITCH, 2, 1),
        out,
        (stage, done, total) -> {
          if (stage == PrepareStage.READING) {
            read.add(done);
          }
        });
    assertThat(read)
        .containsExactly((long) SourceBlock.MAX_SOURCES, 2L * SourceBlock.MAX_SOURCES, FILES + 1L);
  }

  @Test
  void readsAFileAgainThatHasChangedSince() throws IOException {
    interrupt(spec(PITCH, 2, 1), PrepareStage.WRITING, 5);
    Path changed = midi.resolve("00700.mid");
    byte[] before = Files.readAllBytes(changed);
    Piece other = Piece.of("", 480, List.of(new Note(0, 9, 99, 9, 0)));
    try {
      Files.write(changed, MidiWriter.write(other, 0));
      Preparation.prepare(spec(PITCH, 2, 1), out, PrepareListener.NONE);
      assertThat(hashes(out)).isEqualTo(whole(spec(PITCH, 1, 1)));
    } finally {
      Files.write(changed, before);
    }
  }

  @Test
  void readsAllAgainForOtherTokens() throws IOException {
    interrupt(spec(PITCH, 2, 1), PrepareStage.WRITING, 5);
    Tokenizer events = EventTokenizer.standard();
    Preparation.prepare(spec(TokenizerFitter.of(events), 2, 1), out, PrepareListener.NONE);
    assertThat(hashes(out)).isEqualTo(whole(spec(TokenizerFitter.of(events), 1, 1)));
  }

  @Test
  void keepsTheOldCorpusUntilTheNewOneIsWhole() throws IOException {
    CorpusFolder.write(
        out, TestCorpora.random(1, 9), new PrepareReport(1, 9, 9, List.of()), List.of());
    Map<String, String> old = hashes(out);
    interrupt(spec(PITCH, 2, 3), PrepareStage.WRITING, FILES);
    assertThat(hashes(out))
        .containsAllEntriesOf(old)
        .hasSize(old.size() + 1)
        .containsKey(".prepare");
    Preparation.prepare(spec(PITCH, 2, 3), out, PrepareListener.NONE);
    assertThat(hashes(out)).isEqualTo(whole(spec(PITCH, 2, 3)));
  }

  @Test
  void leavesNothingButTheCorpus() throws IOException {
    interrupt(spec(PITCH, 2, 1), PrepareStage.READING, 900);
    Preparation.prepare(spec(PITCH, 2, 2), out, PrepareListener.NONE);
    assertThat(hashes(out))
        .containsOnlyKeys(
            "corpus-00000-of-00002.tfrecord",
            "corpus-00001-of-00002.tfrecord",
            "report.json",
            "vocabulary.json");
  }

  @Test
  void shardsOneAfterAnotherAreTheCorpusInOneFile() throws IOException {
    Preparation.prepare(spec(PITCH, 2, 7), out, PrepareListener.NONE);
    whole(spec(PITCH, 2, 1));
    Path together = Files.createFile(parent.resolve("together"));
    for (int shard = 0; shard < 7; shard++) {
      Path file = out.resolve("corpus-%05d-of-00007.tfrecord".formatted(shard));
      Files.write(together, Files.readAllBytes(file), StandardOpenOption.APPEND);
    }
    assertThat(together).hasSameBinaryContentAs(parent.resolve("whole/corpus.tfrecord"));
    assertThat(CorpusFolder.read(out)).isEqualTo(CorpusFolder.read(parent.resolve("whole")));
  }

  @Test
  void aPieceIsInTheShardOfItsFilesNumber() throws IOException {
    Preparation.prepare(spec(PITCH, 2, 7), out, PrepareListener.NONE);
    Corpus corpus = CorpusFolder.read(out);
    List<String> files = new ArrayList<>();
    CorpusFolder.readFiles(out, file -> files.add(file.file()));
    for (int shard = 0; shard < 7; shard++) {
      int current = shard;
      List<TokenizedPiece> pieces = new ArrayList<>();
      CorpusRecords.read(
          out.resolve(CorpusFolder.shardName(shard, 7)),
          corpus.tokenizer().vocabulary(),
          (piece, record) -> pieces.add(piece));
      assertThat(pieces)
          .isNotEmpty()
          .allSatisfy(
              piece -> {
                long number = files.indexOf(midi.resolve(piece.name()).toString());
                assertThat(number * 7 / files.size()).isEqualTo(current);
              });
    }
  }

  @Test
  void moreShardsThanFilesAreReadTogether() throws IOException {
    PrepareSpec one =
        new PrepareSpec(
            List.of(midi.resolve("00001.mid")),
            Exclusion.NONE,
            PITCH,
            Preprocessing.NONE,
            Optional.empty(),
            ReadOptions.DEFAULT,
            1,
            3);
    Preparation.prepare(one, out, PrepareListener.NONE);
    assertThat(CorpusFolder.read(out).pieces()).hasSize(1);
  }

  @Test
  void isTheSameInMemory() throws IOException {
    Preparation.prepare(spec(CHORDS, 2, 1), out, PrepareListener.NONE);
    Preparation.PreparedCorpus held = Preparation.prepare(spec(CHORDS, 2, 1), PrepareListener.NONE);
    assertThat(CorpusFolder.read(out)).isEqualTo(held.corpus());
    assertThat(CorpusFolder.readReport(out)).isEqualTo(held.report());
    List<FileReport> files = new ArrayList<>();
    CorpusFolder.readFiles(out, files::add);
    assertThat(files).isEqualTo(held.files());
  }

  @Test
  void refusesAFolderThatAnotherProcessIsWriting() throws IOException {
    try (WorkFolder work = CorpusFolder.workFolder(out)) {
      assertThat(work.path()).isDirectory();
      assertThatThrownBy(() -> Preparation.prepare(spec(PITCH, 1, 1), out, PrepareListener.NONE))
          .hasMessage(
              out + ": another process is writing to this folder; wait for it, or choose another");
    }
    assertThat(out).doesNotExist();
  }
}
