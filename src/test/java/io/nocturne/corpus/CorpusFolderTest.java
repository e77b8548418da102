package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.tfrecord.TfRecordWriter;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusFolderTest {
  private static final Corpus CORPUS = TestCorpora.random(4, 5, 300, 1);
  private static final PrepareReport REPORT = report();

  // tf.train.Example encoded by hand in Python: name "a.mid", sha256 of 64 zeros, tokens 0, 87, 39;
  // first with packed int64, as TensorFlow writes, then unpacked, which readers must also take.
  private static final String EXAMPLE_HEAD =
      "0a110a046e616d6512090a070a05612e6d69640a4e0a0673686132353612440a420a40" + "30".repeat(64);
  private static final String PACKED =
      "0a76" + EXAMPLE_HEAD + "0a110a06746f6b656e7312071a050a03005727";
  private static final String UNPACKED =
      "0a77" + EXAMPLE_HEAD + "0a120a06746f6b656e7312081a06080008570827";

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void nameAFolderThatIsNotThere() {
    folder = parent.resolve("new/corpus");
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    Corpus read = CorpusFolder.read(folder);
    assertThat(read.pieces()).isEqualTo(CORPUS.pieces());
    assertThat(read.fingerprint()).isEqualTo(CORPUS.fingerprint());
    assertThat(CorpusFolder.readReport(folder)).isEqualTo(REPORT);
  }

  /** A file that was truncated between two records has no damaged one. */
  @Test
  void saysThatPiecesAreMissing() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    Path file = folder.resolve("corpus.tfrecord");
    try (TfRecordWriter writer = TfRecordWriter.open(file)) {
      CorpusRecords.write(writer, CORPUS.pieces().subList(0, CORPUS.pieces().size() - 1));
    }
    assertThatThrownBy(() -> CorpusFolder.read(folder))
        .hasMessage(
            "%s: the corpus has %d pieces, but report.json says %d; run prepare again",
            file, CORPUS.pieces().size() - 1, REPORT.pieces());
  }

  @Test
  void leavesTheThreeFilesAndNothingElse() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    assertThat(names()).containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
  }

  @Test
  void replacesTheCorpusBehindALink() throws IOException {
    CorpusFolder.write(folder, TestCorpora.random(1, 9), REPORT);
    Path link = folder.resolve("corpus.tfrecord");
    Path behind = Files.move(link, parent.resolve("behind"));
    Files.createSymbolicLink(link, behind);

    CorpusFolder.write(folder, CORPUS, REPORT);

    assertThat(link).isSymbolicLink();
    assertThat(CorpusFolder.read(folder).pieces()).isEqualTo(CORPUS.pieces());
  }

  @Test
  void replacesAnOlderCorpusAndItsShards() throws IOException {
    CorpusFolder.write(folder, TestCorpora.random(1, 9), REPORT);
    Files.createFile(folder.resolve("corpus-00000-of-00001.tfrecord"));
    CorpusFolder.write(folder, CORPUS, REPORT);
    assertThat(CorpusFolder.read(folder).pieces()).isEqualTo(CORPUS.pieces());
  }

  static Stream<String> examples() {
    return Stream.of(PACKED, UNPACKED);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void readsExamplesOfOtherWriters(String example) throws IOException {
    writeRecords("corpus.tfrecord", example);
    assertThat(CorpusFolder.read(folder).pieces())
        .containsExactly(TestCorpora.piece("a.mid", 0, 87, 39));
  }

  @Test
  void writesWhatOtherReadersExpect() throws IOException {
    writeRecords("expected", PACKED);
    var one = new Corpus(PitchTokenizer.piano(), List.of(TestCorpora.piece("a.mid", 0, 87, 39)));
    CorpusFolder.write(folder, one, REPORT);
    assertThat(folder.resolve("corpus.tfrecord"))
        .hasSameBinaryContentAs(folder.resolve("expected"));
  }

  @Test
  void readsShardsInTheirOrder() throws IOException {
    writeRecords("corpus-00001-of-00002.tfrecord", UNPACKED);
    writeRecords("corpus-00000-of-00002.tfrecord", PACKED, PACKED);
    assertThat(CorpusFolder.read(folder).pieces()).hasSize(3);
  }

  @Test
  void aMissingShardIsAnError() throws IOException {
    writeRecords("corpus-00000-of-00003.tfrecord", PACKED);
    writeRecords("corpus-00002-of-00003.tfrecord", PACKED);
    reading()
        .hasMessage(
            folder.resolve("corpus-00000-of-00003.tfrecord")
                + ": this folder's 2 corpus files are not shards 0 to 1 of one corpus; run prepare"
                + " again");
  }

  @Test
  void aFolderInTheWayOfAFileKeepsTheOldCorpus() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    Files.delete(folder.resolve("vocabulary.json"));
    Files.createDirectories(folder.resolve("vocabulary.json/in-the-way"));
    assertThatThrownBy(() -> CorpusFolder.write(folder, CORPUS, REPORT))
        .hasMessage(folder.resolve("vocabulary.json") + ": is a folder; name a file");
    assertThat(names()).containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
  }

  @Test
  void aFailureWhileWritingKeepsTheOldCorpus() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    PrepareReport none = null;
    assertThatThrownBy(() -> CorpusFolder.write(folder, TestCorpora.random(1, 9), none))
        .isInstanceOf(NullPointerException.class);
    assertThat(CorpusFolder.read(folder).pieces()).isEqualTo(CORPUS.pieces());
    assertThat(names()).containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
  }

  @Test
  void whatAKilledWriterLeavesIsNotWhole() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    Path corpus = folder.resolve("corpus.tfrecord");
    Files.move(corpus, AtomicFile.temporary(corpus));
    reading()
        .hasMessage("%s: no corpus.tfrecord in this folder; prepare a corpus there first", folder);
  }

  @Test
  void writingAgainDeletesWhatAKilledWriterHasLeft() throws IOException {
    Files.createDirectories(folder);
    Files.createFile(AtomicFile.temporary(folder.resolve("corpus.tfrecord")));
    CorpusFolder.write(folder, CORPUS, REPORT);
    assertThat(names()).containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
  }

  @Test
  void writingOverWhatAKillHasLeftOfACorpusIsNone() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    Files.delete(folder.resolve("corpus.tfrecord"));
    CorpusFolder.write(folder, CORPUS, REPORT);
    assertThat(CorpusFolder.read(folder).pieces()).isEqualTo(CORPUS.pieces());
  }

  @Test
  void writingToTheFolderOfARunIsAnError() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("run.json"), "{}");
    assertThatThrownBy(() -> CorpusFolder.write(folder, CORPUS, REPORT))
        .hasMessage(folder + ": is the folder of a run; choose another folder");
    assertThat(names()).containsExactly("run.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.json", "vocabulary.json"})
  void writingOverAFileOfSomebodyElseIsAnError(String name) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve(name), "{\"mine\": 1}");
    assertThatThrownBy(() -> CorpusFolder.write(folder, CORPUS, REPORT))
        .hasMessage(file + ": exists and is not known to be prepare's; choose another folder");
    assertThat(file).hasContent("{\"mine\": 1}");
  }

  @Test
  void writingToAFileIsAnError() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> CorpusFolder.write(file, CORPUS, REPORT))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": is a file, not a folder; choose another place");
  }

  @Test
  void aMissingFolderIsAnError() {
    reading().hasMessage("%s: no such folder; prepare a corpus there first", folder);
  }

  @Test
  void aMissingVocabularyIsAnError() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    Files.delete(folder.resolve("vocabulary.json"));
    reading()
        .hasMessage(
            folder.resolve("vocabulary.json")
                + ": no such file; copy the vocabulary.json that prepare wrote to this place");
  }

  @Test
  void aCorpusWithoutPiecesIsAnError() throws IOException {
    writeRecords("corpus.tfrecord");
    reading()
        .hasMessage(
            folder.resolve("corpus.tfrecord") + ": it contains no pieces; run prepare again");
  }

  @ParameterizedTest
  @CsvSource({"58, 88", "59, 89"})
  void anIdThatIsNoNoteOfTheVocabularyIsAnError(String hexadecimal, int id) throws IOException {
    writeRecords(
        "corpus.tfrecord", PACKED, PACKED.replace("03005727", "0300" + hexadecimal + "27"));
    reading()
        .hasMessage(
            "%s, record 1: token 1 is %d, which is not a note of the vocabulary of 89 tokens; run"
                + " prepare again",
            folder.resolve("corpus.tfrecord"), id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ff | it is not a tf.train.Example",
        "'' | feature name must be 1 string, was 0",
        "0a02 | it is not a tf.train.Example"
      })
  void aRecordThatIsNoPieceIsAnError(String example, String fault) throws IOException {
    writeRecords("corpus.tfrecord", example);
    reading()
        .hasMessage(
            "%s, record 0: %s; run prepare again", folder.resolve("corpus.tfrecord"), fault);
  }

  @Test
  void aDamagedFileIsAnErrorThatNamesTheRecord() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT);
    Path file = folder.resolve("corpus.tfrecord");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 10] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> CorpusFolder.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ", record 2 at byte ")
        .hasMessageEndingWith("the payload's checksum does not match; write the file again");
  }

  private static PrepareReport report() {
    var diagnostic =
        new FileReport.FileDiagnostic(
            OptionalLong.of(1483), OptionalInt.of(2), "track 2 ends early");
    var duplicate =
        new FileReport.FileDiagnostic(
            OptionalLong.empty(), OptionalInt.empty(), "same bytes as \"é\".mid");
    return new PrepareReport(
        3,
        306,
        306,
        List.of(
            new FileReport(
                "é.mid", Status.READ, 300, new Changes(0, new EncodingLoss(2, 1)), List.of()),
            new FileReport("b.mid", Status.REPAIRED, 6, List.of(diagnostic)),
            new FileReport("c.mid", Status.DUPLICATE, 6, List.of(duplicate))));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void writeRecords(String name, String... examples) throws IOException {
    Files.createDirectories(folder);
    VocabularyFile.write(folder.resolve("vocabulary.json"), PitchTokenizer.piano());
    try (TfRecordWriter writer = TfRecordWriter.open(folder.resolve(name))) {
      for (String example : examples) {
        writer.write(HexFormat.of().parseHex(example));
      }
    }
  }

  private AbstractThrowableAssert<?, ?> reading() {
    return assertThatThrownBy(() -> CorpusFolder.read(folder)).isInstanceOf(IOException.class);
  }
}
