package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nocturne.corpus.CorpusFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareCommandTest {

  @TempDir private Path folder;
  private Path midi;
  private Path out;

  @BeforeEach
  void makeFolders() throws Exception {
    midi = Files.createDirectory(folder.resolve("midi"));
    out = folder.resolve("corpus");
  }

  private Cli prepare(String... options) {
    String[] words = new String[options.length + 4];
    System.arraycopy(options, 0, words, 4, options.length);
    words[0] = "prepare";
    words[1] = midi.toString();
    words[2] = "--out";
    words[3] = out.toString();
    return Cli.run(words);
  }

  @Test
  void writesACorpusOfAFolder() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    Midi.file(midi.resolve("b.mid"), 21, 108);
    Cli cli = prepare();
    assertThat(cli.exit()).isZero();
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(5);
    assertThat(out).isDirectoryContaining("glob:**/report.json");
  }

  @Test
  void printsTotalsAloneWhenEveryFileIsSound() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    Midi.file(midi.resolve("b.mid"), 21, 108);
    assertThat(prepare().out())
        .isEqualTo(
            """
            status     files  notes
            -----------------------
            read           2      5
            repaired       0      0
            skipped        0      0
            duplicate      0      0
            in all         2      5

            %s: a corpus of 2 pieces, 5 tokens; report.json in it tells of each file
            """
                .formatted(out));
  }

  @Test
  void namesEachFileThatIsNotSimplyReadAndWhy() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    Midi.file(midi.resolve("b.mid"), 60, 62, 64);
    Midi.cut(midi.resolve("c.mid"), 65, 67, 69);
    Files.writeString(midi.resolve("d.mid"), "no music");
    Cli cli = prepare();
    assertThat(cli.exit()).isZero();
    assertThat(cli.out())
        .containsPattern("b\\.mid +duplicate +3 +\\S")
        .containsPattern("c\\.mid +repaired +3 +byte \\d+: ")
        .containsPattern("d\\.mid +skipped +0 +byte 0: ")
        .doesNotContain("a.mid  read");
  }

  @Test
  void countsNotesOutsideThePianoAndFoldsThemIfAsked() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 12, 120);
    assertThat(prepare().out()).contains("2 notes outside the vocabulary were left out");
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(1);
    assertThat(prepare("--fold-octaves").out()).contains("2 notes were moved by octaves");
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(3);
  }

  @Test
  void failsAtTheFirstDamagedFileWhenStrict() throws Exception {
    Path cut = Midi.cut(midi.resolve("c.mid"), 65, 67, 69);
    Cli cli = prepare("--strict");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).startsWith("error: " + cut).hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void failsWhenNoFileCanBeTaken() throws Exception {
    Files.writeString(midi.resolve("d.mid"), "no music");
    Cli cli = prepare();
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).startsWith("error: " + midi.resolve("d.mid")).hasLineCount(1);
  }

  @Test
  void refusesToWriteToAFileBeforeItReadsAnything() throws Exception {
    out = Files.writeString(folder.resolve("file"), "");
    assertThat(prepare()).isEqualTo(new Cli(1, "", "error: " + out + ": not a folder\n"));
  }

  @Test
  void namesTheOptionThatIsWrong() {
    assertThat(prepare("--tokens", "chords").err())
        .isEqualTo("error: --tokens chords: must be pitch\n");
    assertThat(prepare("--threads", "0").err())
        .isEqualTo("error: --threads 0: must be a whole number from 1 to 1024\n");
    assertThat(Cli.run("prepare", midi.toString()).err())
        .startsWith("error: prepare: --out DIR is missing");
  }

  @Test
  void readsTheWholeOfARealCollection() throws Exception {
    Path real = Path.of(System.getProperty("nocturne.test.midi", "../shared/data/nifc-chopin"));
    assumeTrue(Files.isDirectory(real), "no folder of MIDI files at " + real);
    Cli cli = Cli.run("prepare", real.toString(), "--out", out.toString());
    assertThat(cli.exit()).isZero();
    // Counted with three other readers: 121 pieces, 188,186 notes.
    assertThat(cli.out())
        .contains("read         121  188,186\n")
        .endsWith(
            out
                + ": a corpus of 121 pieces, 188,186 tokens; report.json in it tells of each file\n")
        .hasLineCount(9);
  }
}
