package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The same seed, the same bytes, from process to process. */
@DisabledOnOs(OS.WINDOWS)
class DeterminismIT {
  @TempDir private static Path folder;
  private static Workshop workshop;

  @BeforeAll
  static void trainARun() throws Exception {
    workshop = Workshop.withCorpus(folder);
    train("one", "7");
  }

  private static void train(String run, String seed) throws Exception {
    Cli cli = workshop.nocturne(Workshop.tiny(run, "--epochs", "2", "--seed", seed)).run();
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  private static Cli generate(String out, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("generate", "--run", "one", "--out", out, "--length", "40"));
    words.addAll(List.of(more));
    Cli cli = workshop.nocturne(words).run();
    assertThat(cli.exit()).as(cli.err()).isZero();
    return cli;
  }

  @Test
  void trainsTheSameWeightsFromTheSameSeedAndOthersFromAnother() throws Exception {
    train("two", "7");
    train("three", "8");
    assertThat(workshop.last("two", 2)).isEqualTo(workshop.last("one", 2));
    assertThat(workshop.last("three", 2)).isNotEqualTo(workshop.last("one", 2));
  }

  @Test
  void generatesTheSameFileFromTheSameSeedAndAnotherFromAnother() throws Exception {
    generate("a.mid", "--seed", "3");
    generate("b.mid", "--seed", "3");
    generate("c.mid", "--seed", "4");
    assertThat(workshop.bytes("b.mid")).isEqualTo(workshop.bytes("a.mid"));
    assertThat(workshop.bytes("c.mid")).isNotEqualTo(workshop.bytes("a.mid"));
  }

  @Test
  void generatesEachPieceWhateverTheirNumber() throws Exception {
    generate("alone.mid", "--seed", "5");
    generate("pair.mid", "--seed", "5", "--count", "2");
    generate("many.mid", "--seed", "5", "--count", "7");
    assertThat(workshop.bytes("many-1.mid")).isEqualTo(workshop.bytes("alone.mid"));
    assertThat(workshop.bytes("many-2.mid")).isEqualTo(workshop.bytes("pair-2.mid"));
    assertThat(workshop.bytes("many-2.mid")).isNotEqualTo(workshop.bytes("many-1.mid"));
  }

  @Test
  void printsTheSeedThatItChose() throws Exception {
    Cli cli = generate("chosen.mid");
    String seed = cli.err().replaceAll("(?s).*seed (\\S+)\n", "$1");
    generate("again.mid", "--seed", seed);
    assertThat(workshop.bytes("again.mid")).isEqualTo(workshop.bytes("chosen.mid"));
  }

  @Test
  void takesTheMostLikelyNoteAtTemperatureZero() throws Exception {
    generate("cold.mid", "--seed", "1", "--temperature", "0");
    generate("colder.mid", "--seed", "2", "--temperature", "0");
    assertThat(workshop.bytes("colder.mid")).isEqualTo(workshop.bytes("cold.mid"));
  }
}
