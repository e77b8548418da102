package io.nocturne.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.cli.Cli;
import io.nocturne.cli.Midi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MusicEvaluationTest {
  @TempDir private Path folder;
  private Path music;
  private Path others;

  @BeforeEach
  void writePieces() throws IOException {
    music = Files.createDirectory(folder.resolve("music"));
    others = Files.createDirectory(folder.resolve("others"));
    Midi.file(music.resolve("a.mid"), 60, 64, 67, 72, 50);
    Midi.file(music.resolve("b.mid"), 61, 65, 68, 73, 30, 31);
    Midi.file(others.resolve("waltz.mid"), 40, 60, 64, 67, 72, 76);
    Midi.file(others.resolve("nocturne.mid"), 90, 80, 90, 70);
    Midi.file(others.resolve("study.mid"), 10, 14, 10);
  }

  @Test
  void printsMeansAndDeviations() {
    Cli cli = Cli.run("evaluate", "--music", music.toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out().lines())
        .contains(
            "n_pitches_used         5.5000   0.7071", "polyphony              1.0000   0.0000");
  }

  @Test
  void reportsWhatEachPieceCopies() {
    Cli cli = Cli.run("evaluate", "--music", music.toString(), "--against", others.toString());
    assertThat(cli.out().lines())
        .endsWith(
            "a.mid: longest passage found in the corpus: 4 notes, waltz.mid, note 2",
            "b.mid: none of its notes is in the corpus",
            "runs of notes found in the corpus: 4 notes 25.0 %");
  }

  @Test
  void reportsLongerTransposedPassages() throws IOException {
    Midi.file(others.resolve("other.mid"), 30);
    Cli cli = Cli.run("evaluate", "--music", music.toString(), "--against", others.toString());
    assertThat(cli.out().lines())
        .contains(
            "b.mid: longest passage found in the corpus: 1 note, other.mid, note 1;"
                + " transposed: 4 notes, waltz.mid, note 2");
  }

  @Test
  void comparesPitchesAloneWithACorpusWithoutRhythm() {
    String corpus = folder.resolve("pitches").toString();
    Cli.run("prepare", others.toString(), "--out", corpus);
    Cli cli = Cli.run("evaluate", "--music", music.toString(), "--against", corpus);
    assertThat(cli.err())
        .isEqualTo(
            "pitches: its pitch tokens have no rhythm, so only pitches are compared; name the MIDI"
                + " files to compare rhythm too\n");
    List<String> polyphony =
        cli.out().lines().filter(line -> line.startsWith("polyphony ")).toList();
    assertThat(polyphony).hasSize(1);
    assertThat(polyphony.get(0).strip().split(" +")).hasSize(3);
  }

  @Test
  void comparesEverythingWithTheEmbeddedPieces() {
    Cli cli = Cli.run("evaluate", "--music", music.toString(), "--against", "embedded");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).containsPattern("polyphony +1.0000 +0.0000 +3.1195 +1.3951");
  }

  @Test
  void writesAPageThatLoadsNothingFromElsewhere() throws IOException {
    Path pages = folder.resolve("pages/first");
    Cli cli =
        Cli.run(
            "evaluate",
            "--music",
            music.toString(),
            "--against",
            others.toString(),
            "--report",
            pages.toString());
    assertThat(cli.out()).endsWith(pages.resolve("index.html") + ": Music: music\n");
    assertThat(Files.readString(pages.resolve("index.html")))
        .contains("<h1>Music: music</h1>", "<h3>a.mid</h3>", "src=\"data:audio/wav;base64,")
        .doesNotContainPattern("(src|href)=\"(?!data:|#)");
  }

  @Test
  void samplesAreForThePageOfARun() {
    Cli cli = Cli.run("evaluate", "--music", music.toString(), "--samples", "3");
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err())
        .contains("--samples: needs --report and a run, without --music; leave it out");
  }

  @Test
  void writesEveryPieceAndEveryDistance() throws IOException {
    Path file = folder.resolve("figures.json");
    Cli.run(
        "evaluate",
        "--music",
        music.toString(),
        "--against",
        others.toString(),
        "--json",
        "" + file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    JsonNode first = json.at("/music/pieces/0");
    assertThat(first.at("/name").asText()).isEqualTo("a.mid");
    assertThat(first.at("/originality/longest/piece").asText()).isEqualTo("waltz.mid");
    assertThat(json.at("/against/pieces")).hasSize(3);
    assertThat(json.at("/distances/pitch_range/overlapping_area").isDouble()).isTrue();
    assertThat(json.at("/distances/polyphony/overlapping_area").isNull()).isTrue();
  }

  @Test
  void leavesOutWhatCannotBeRead() throws IOException {
    Files.writeString(music.resolve("c.mid"), "no music");
    Cli cli = Cli.run("evaluate", "--music", music.toString());
    assertThat(cli.exit()).isZero();
    assertThat(cli.err()).startsWith("warning: ").endsWith("; it is left out\n");
  }

  @Test
  void failsWhereNothingCanBeRead() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.mid"), "no music");
    Cli cli = Cli.run("evaluate", "--music", broken.toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .endsWith(
            "error: " + broken + ": none of its files can be read; run nocturne inspect on each\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--run", "--data", "--corpus"})
  void refusesOptionsOfARun(String option) {
    Cli cli = Cli.run("evaluate", "--music", music.toString(), option, "x");
    assertThat(cli)
        .isEqualTo(
            new Cli(
                2,
                "",
                "error: "
                    + option
                    + ": applies to a run, and --music measures music; leave one of them out\n"));
  }

  @Test
  void refusesOtherMusicWithoutMusic() {
    assertThat(Cli.run("evaluate", "--against", music.toString()).err())
        .isEqualTo("error: --against: needs --music to compare; add it\n");
  }
}
