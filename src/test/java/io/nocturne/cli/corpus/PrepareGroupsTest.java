package io.nocturne.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.Cli;
import io.nocturne.cli.Midi;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.PieceGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrepareGroupsTest extends PrepareCase {
  private static final int[] TUNE = new Random(3).ints(60, 50, 70).toArray();
  private Path table;

  /** Lays files out as MAESTRO does. */
  @BeforeEach
  void makeADataSet() throws IOException {
    Files.createDirectories(midi.resolve("2006"));
    Files.createDirectories(midi.resolve("2018"));
    Midi.file(midi.resolve("2006/a.midi"), TUNE);
    Midi.file(midi.resolve("2018/b.midi"), 60, 62, 64);
    Midi.file(midi.resolve("2018/c.midi"), 62, 64, 66);
    table =
        Files.writeString(
            midi.resolve("maestro-v3.0.0.csv"),
            """
            canonical_composer,canonical_title,split,year,midi_filename,audio_filename,duration
            Alban Berg,Sonata Op. 1,train,2006,2006/a.midi,2006/a.wav,698.66
            Alban Berg,Sonata Op. 1,train,2018,2018/b.midi,2018/b.wav,759.51
            Franz Liszt,"Waltz, No. 1",test,2018,2018/c.midi,2018/c.wav,300.1
            """);
  }

  @Test
  void aTableGroupsThePerformancesOfAWork() throws IOException {
    Cli cli = prepare("--groups", table.toString());
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("2 groups by maestro-v3.0.0.csv, the largest of 2 pieces\n")
        .doesNotContain("without", "in common");
    Corpus corpus = CorpusFolder.read(out);
    assertThat(PieceGroups.of(corpus.pieces()).numbers()).containsExactly(0, 0, 1);
  }

  @Test
  void filesAndRowsThatDoNotMatchAreNamed() throws IOException {
    Midi.file(midi.resolve("2018/d.midi"), 70, 71, 72);
    Files.delete(midi.resolve("2006/a.midi"));
    assertThat(prepare("--groups", table.toString()).out())
        .contains("1 piece without a group, each one of its own: 2018/d.midi\n")
        .contains("1 row without a piece: maestro-v3.0.0.csv, row 2: 2006/a.midi\n");
  }

  @Test
  void piecesThatAreAlikeAreNamedWithAHintWhereNothingKeepsThemTogether() throws IOException {
    Midi.file(midi.resolve("2018/d.midi"), higher());
    String pair = "2006/a.midi and 2018/d.midi (100.0 %, +2 semitones)\n";
    assertThat(prepare().out())
        .contains(
            "1 pair of pieces with passages in common, which --groups auto keeps in one part: "
                + pair);
    assertThat(prepare("--groups", "folder:1").out())
        .contains("1 pair of pieces with passages in common, in different groups: " + pair);
    assertThat(prepare("--groups", "auto").out())
        .contains("3 groups by auto, the largest of 2 pieces\n")
        .doesNotContain("in common");
  }

  @Test
  void doubtfulJoinsAreNamed() throws IOException {
    int[] other = new Random(4).ints(400, 50, 70).toArray();
    int[] longer = new Random(5).ints(400, 50, 70).toArray();
    System.arraycopy(other, 100, longer, 200, 27);
    Midi.file(midi.resolve("2018/d.midi"), other);
    Midi.file(midi.resolve("2018/e.midi"), longer);
    assertThat(prepare("--groups", "auto").out())
        .contains(
            "1 pair of pieces joined by less than 6.0 % of the shorter piece: 2018/d.midi and"
                + " 2018/e.midi (5.1 %)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--groups regex:x|--groups: the regular expression must have a capturing group",
        "--groups folder:0|--groups: folder levels must be a whole number from 1 to 99, was 0",
        "--group-columns file,work|--group-columns: needs --groups FILE.csv; add it",
        "--group-columns file --groups a.csv|names of columns with commas between, at least two",
      })
  void wrongOptionsAreUsageErrors(String options, String message) {
    Cli cli = prepare(options.split(" "));
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err()).contains(message);
  }

  @Test
  void aBadTableIsAnErrorBeforeAnyFileIsRead() throws IOException {
    Files.writeString(table, "midi_filename,title,split\n2018/b.midi,Sonata,dev\n");
    Cli cli = prepare("--groups", table.toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .contains(table + ", row 2, column split: must be train, validation, test, was \"dev\"");
    assertThat(out).doesNotExist();
  }

  private static int[] higher() {
    int[] higher = TUNE.clone();
    Arrays.setAll(higher, i -> TUNE[i] + 2);
    return higher;
  }
}
