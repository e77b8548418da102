package io.nocturne.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.Cli;
import io.nocturne.cli.Midi;
import io.nocturne.corpus.CorpusFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code prepare} that choose tokens. */
class PrepareOptionsTest extends PrepareCase {
  @Test
  void namesTheOptionThatIsWrong() {
    assertThat(prepare("--tokens", "chords").err())
        .isEqualTo("error: --tokens chords: must be pitch, melody, chord, event or performance\n");
    assertThat(prepare("--threads", "0").err())
        .isEqualTo("error: --threads 0: must be a whole number from 1 to 1024\n");
    assertThat(Cli.run("prepare", midi.toString()).err())
        .startsWith("error: prepare: --out DIR is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ends | --ends --tokens chord | pitch",
        "--grid | --grid 4,3 | event or chord or melody",
        "--velocities | --velocities 8 --tokens chord | event or performance",
        "--tolerance | --tokens event --tolerance 30ms | chord or melody",
        "--pedal-tokens | --tokens event --pedal-tokens | performance",
        "--min-count | --min-count 1 | chord",
        "--voice | --tokens event --voice skyline | melody"
      })
  void refusesAnOptionOfOtherTokens(String option, String words, String tokens) {
    assertThat(prepare(words.split(" ", -1)))
        .isEqualTo(
            new Cli(
                2,
                "",
                "error: %s: needs --tokens %s; leave it out, or use these tokens\n"
                    .formatted(option, tokens)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4;3", "0", "4,4", "241", ""})
  void refusesAnInvalidGrid(String grid) {
    assertThat(prepare("--tokens", "event", "--grid", grid).err())
        .contains(": must be divisors separated by commas, such as 4,3, or none");
  }

  @Test
  void eventsNeedAGrid() {
    assertThat(prepare("--tokens", "event", "--grid", "none").err())
        .isEqualTo("error: --grid none: event tokens need a grid, such as 4,3\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tokens pitch --ends | 5 | pitch, ends marked, outside skip",
        "--tokens melody --voice skyline | 5 | melody, grid none, outside skip, voice skyline",
        "--tokens chord --chords normal-order | 5 | chord, chords normal-order, grid none, outside"
            + " skip",
        "--tokens event --velocities none --fold-octaves | 13 |"
            + " event, grid 4,3, outside fold-octaves, time position, velocities none",
        "--tokens event --time shift --grid 8,6 | 13 |"
            + " event, grid 8,6, outside skip, time shift, velocities 8"
      })
  void writesTokensOfEachKind(String words, int tokens, String label) throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    assertThat(prepare(words.split(" ", -1)).exit()).isZero();
    assertThat(CorpusFolder.read(out).tokenizer().label()).isEqualTo(label);
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(tokens);
  }

  @Test
  void writesTheTokensOfARunsVocabulary() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    prepare("--tokens", "chord");
    Path vocabulary = Files.move(out.resolve("vocabulary.json"), folder.resolve("v.json"));
    Midi.file(midi.resolve("a.mid"), 60, 65, 64);
    Cli cli = prepare("--vocabulary", vocabulary.toString());
    assertThat(cli.out()).contains("1 token written <unk>: chords that the vocabulary lacks");
    assertThat(out.resolve("vocabulary.json")).hasSameBinaryContentAs(vocabulary);
    assertThat(prepare("--vocabulary", vocabulary.toString(), "--tokens", "chord").err())
        .isEqualTo("error: --tokens: --vocabulary determines it; leave one of them out\n");
  }
}
