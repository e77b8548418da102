package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.io.tfrecord.TfRecordWriter;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in a corpus, as other programs write and read them. */
class CorpusExamplesTest {
  // tf.train.Example encoded by hand in Python: name "a.mid", sha256 of 64 zeros, tokens 0, 87, 39;
  // first with packed int64, as TensorFlow writes, then unpacked, which readers must also take.
  private static final String EXAMPLE_HEAD =
      "0a110a046e616d6512090a070a05612e6d69640a4e0a0673686132353612440a420a40" + "30".repeat(64);
  private static final String PACKED =
      "0a76" + EXAMPLE_HEAD + "0a110a06746f6b656e7312071a050a03005727";
  private static final String UNPACKED =
      "0a77" + EXAMPLE_HEAD + "0a120a06746f6b656e7312081a06080008570827";

  @TempDir Path folder;

  static Stream<String> examples() {
    return Stream.of(PACKED, UNPACKED);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void readsExamplesOfOtherWriters(String example) throws IOException {
    writeRecords("corpus.tfrecord", example);
    TokenizedPiece expected = TestCorpora.piece("a.mid", 0, 87, 39);
    assertThat(CorpusFolder.read(folder).pieces()).containsExactly(expected);
    try (Corpus stored = StoredCorpora.open(folder)) {
      assertThat(stored.pieces()).containsExactly(expected);
    }
  }

  @Test
  void writesWhatOtherReadersExpect() throws IOException {
    writeRecords("expected", PACKED);
    var one = new Corpus(PitchTokenizer.piano(), List.of(TestCorpora.piece("a.mid", 0, 87, 39)));
    CorpusFolder.write(
        folder, one, PrepareReport.of(one, FileTotals.of(List.of()), GroupReport.NONE), List.of());
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
  void anUnknownPartOfASplitIsAnErrorThatNamesTheRecord() throws IOException {
    // Features that are merged with those before: split "dev", encoded by hand in Python.
    String dev = "0a120a100a0573706c697412070a050a03646576";
    writeRecords("corpus.tfrecord", PACKED + dev);
    reading()
        .hasMessage(
            folder.resolve("corpus.tfrecord")
                + ", record 0: feature split must be train, validation or test, was \"dev\"; run"
                + " prepare again");
  }

  private void writeRecords(String name, String... examples) throws IOException {
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
