package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.tfrecord.TfRecordWriter;
import io.nocturne.token.Encoding.EncodingLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusFolderTest {
  private static final Corpus CORPUS = TestCorpora.random(4, 5, 300, 1);
  private static final List<FileReport> FILES = files();
  private static final PrepareReport REPORT = new PrepareReport(3, 306, 306, FILES);

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void nameAFolderThatIsNotThere() {
    folder = parent.resolve("new/corpus");
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    Corpus read = CorpusFolder.read(folder);
    assertThat(read.pieces()).isEqualTo(CORPUS.pieces());
    assertThat(read.fingerprint()).isEqualTo(CORPUS.fingerprint());
    assertThat(CorpusFolder.readReport(folder)).isEqualTo(REPORT);
    List<FileReport> files = new ArrayList<>();
    CorpusFolder.readFiles(folder, files::add);
    assertThat(files).isEqualTo(FILES);
  }

  /** A file that was truncated between two records has no damaged one. */
  @Test
  void saysThatPiecesAreMissing() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    Path file = folder.resolve("corpus.tfrecord");
    try (TfRecordWriter writer = TfRecordWriter.open(file)) {
      for (TokenizedPiece piece : CORPUS.pieces().subList(0, CORPUS.pieces().size() - 1)) {
        writer.write(CorpusRecords.bytes(piece));
      }
    }
    assertThatThrownBy(() -> CorpusFolder.read(folder))
        .hasMessage(
            "%s: the corpus has %d pieces, but report.json says %d; run prepare again",
            file, CORPUS.pieces().size() - 1, REPORT.pieces());
  }

  @Test
  void leavesTheThreeFilesAndNothingElse() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    assertThat(names()).containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
  }

  @Test
  void replacesTheCorpusBehindALink() throws IOException {
    CorpusFolder.write(folder, TestCorpora.random(1, 9), REPORT, FILES);
    Path link = folder.resolve("corpus.tfrecord");
    Path behind = Files.move(link, parent.resolve("behind"));
    Files.createSymbolicLink(link, behind);

    CorpusFolder.write(folder, CORPUS, REPORT, FILES);

    assertThat(link).isSymbolicLink();
    assertThat(CorpusFolder.read(folder).pieces()).isEqualTo(CORPUS.pieces());
  }

  @Test
  void replacesAnOlderCorpusAndItsShards() throws IOException {
    CorpusFolder.write(folder, TestCorpora.random(1, 9), REPORT, FILES);
    Files.createFile(folder.resolve("corpus-00000-of-00001.tfrecord"));
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    assertThat(CorpusFolder.read(folder).pieces()).isEqualTo(CORPUS.pieces());
  }

  @Test
  void aFolderInTheWayOfAFileKeepsTheOldCorpus() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    Files.delete(folder.resolve("vocabulary.json"));
    Files.createDirectories(folder.resolve("vocabulary.json/in-the-way"));
    assertThatThrownBy(() -> CorpusFolder.write(folder, CORPUS, REPORT, FILES))
        .hasMessage(folder.resolve("vocabulary.json") + ": is a folder; name a file");
    assertThat(names()).containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
  }

  @Test
  void aFailureWhileWritingKeepsTheOldCorpus() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    PrepareReport none = null;
    assertThatThrownBy(() -> CorpusFolder.write(folder, TestCorpora.random(1, 9), none, FILES))
        .isInstanceOf(NullPointerException.class);
    assertThat(CorpusFolder.read(folder).pieces()).isEqualTo(CORPUS.pieces());
    assertThat(names()).containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
  }

  @Test
  void whatAKilledWriterLeavesIsNotWhole() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    Path corpus = folder.resolve("corpus.tfrecord");
    Files.move(corpus, AtomicFile.temporary(corpus));
    reading()
        .hasMessage("%s: no corpus.tfrecord in this folder; prepare a corpus there first", folder);
  }

  @Test
  void writingAgainDeletesWhatAKilledWriterHasLeft() throws IOException {
    Files.createDirectories(folder);
    Files.createFile(AtomicFile.temporary(folder.resolve("corpus.tfrecord")));
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    assertThat(names()).containsExactly("corpus.tfrecord", "report.json", "vocabulary.json");
  }

  @Test
  void writingOverWhatAKillHasLeftOfACorpusIsNone() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    Files.delete(folder.resolve("corpus.tfrecord"));
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    assertThat(CorpusFolder.read(folder).pieces()).isEqualTo(CORPUS.pieces());
  }

  @Test
  void writingToTheFolderOfARunIsAnError() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("run.json"), "{}");
    assertThatThrownBy(() -> CorpusFolder.write(folder, CORPUS, REPORT, FILES))
        .hasMessage(folder + ": is the folder of a run; choose another folder");
    assertThat(names()).containsExactly("run.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.json", "vocabulary.json"})
  void writingOverAFileOfSomebodyElseIsAnError(String name) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve(name), "{\"mine\": 1}");
    assertThatThrownBy(() -> CorpusFolder.write(folder, CORPUS, REPORT, FILES))
        .hasMessage(file + ": exists and is not known to be prepare's; choose another folder");
    assertThat(file).hasContent("{\"mine\": 1}");
  }

  @Test
  void writingToAFileIsAnError() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> CorpusFolder.write(file, CORPUS, REPORT, FILES))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": is a file, not a folder; choose another place");
  }

  @Test
  void aMissingFolderIsAnError() {
    reading().hasMessage("%s: no such folder; prepare a corpus there first", folder);
  }

  @Test
  void aMissingVocabularyIsAnError() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    Files.delete(folder.resolve("vocabulary.json"));
    reading()
        .hasMessage(
            folder.resolve("vocabulary.json")
                + ": no such file; copy the vocabulary.json that prepare wrote to this place");
  }

  @Test
  void groupsAndPartsAreReadAsTheyWereWritten() throws IOException {
    Corpus grouped = TestCorpora.grouped(CORPUS, "Prélude", null, "Prélude");
    CorpusFolder.write(folder, grouped, REPORT, FILES);
    assertThat(CorpusFolder.read(folder)).isEqualTo(grouped);
    Corpus listed =
        TestCorpora.listed(CORPUS, ListedPart.TRAIN, ListedPart.VALIDATION, ListedPart.TEST);
    CorpusFolder.write(folder, listed, REPORT, FILES);
    assertThat(CorpusFolder.read(folder)).isEqualTo(listed);
  }

  @Test
  void aDamagedFileIsAnErrorThatNamesTheRecord() throws IOException {
    CorpusFolder.write(folder, CORPUS, REPORT, FILES);
    Path file = folder.resolve("corpus.tfrecord");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 10] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> CorpusFolder.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ", record 2 at byte ")
        .hasMessageEndingWith("the payload's checksum does not match; write the file again");
  }

  private static List<FileReport> files() {
    var diagnostic =
        new FileReport.FileDiagnostic(Optional.of(new InMidi(1483, 2)), "track 2 ends early");
    var duplicate = new FileReport.FileDiagnostic(Optional.empty(), "same bytes as \"é\".mid");
    return List.of(
        new FileReport(
            "é.mid", Status.READ, 300, new Changes(0, new EncodingLoss(2, 1)), List.of()),
        new FileReport("b.mid", Status.REPAIRED, 6, List.of(diagnostic)),
        new FileReport("c.mid", Status.DUPLICATE, 6, List.of(duplicate)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private AbstractThrowableAssert<?, ?> reading() {
    return assertThatThrownBy(() -> CorpusFolder.read(folder)).isInstanceOf(IOException.class);
  }
}
