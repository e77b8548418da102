package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ways to choose notes, in the files that are written. */
@DisabledOnOs(OS.WINDOWS)
class GenerateIT {
  @TempDir private static Path folder;
  private static Workshop workshop;

  @BeforeAll
  static void trainARun() throws Exception {
    workshop = Workshop.withCorpus(folder);
    Cli cli = workshop.nocturne(Workshop.tiny("one", "--epochs", "3", "--seed", "7")).run();
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  private static Cli generate(String out, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("generate", "--run", "one", "--out", out));
    words.addAll(List.of(more));
    return workshop.nocturne(words).run();
  }

  private static Piece written(String name) throws IOException {
    return MidiReader.read(workshop.path(name)).pieces().get(0);
  }

  @Test
  void tellsALoopAndTheOptionThatCuresIt() throws Exception {
    Cli cli = generate("round.mid", "--temperature", "0", "--primer", "C4 E4 G4 C5 G4 E4 C4 G3");
    String warning = cli.err().lines().filter(line -> line.contains("loops")).findFirst().get();
    assertThat(warning)
        .matches(
            "warning: round\\.mid: loops from note \\d+ with period \\d+;"
                + " try --temperature 1 or --no-repeat-ngram \\d+");
    String size = warning.replaceAll(".* ", "");
    String[] cure = {"--temperature", "0", "--no-repeat-ngram", size};
    assertThat(generate("cured.mid", cure).err()).doesNotContain("loops");
  }

  @Test
  void writesNotesOfTheScaleAndTheRangeOnly() throws Exception {
    Cli cli =
        generate(
            "limited.mid", "--scale", "auto", "--range", "C3-C5", "--primer", "G4 B4 D5 F#5 G5");
    assertThat(cli.err()).contains("scale G major, the primer's\n");
    assertThat(written("limited.mid").notes())
        .hasSize(200)
        .allSatisfy(
            note -> {
              assertThat(note.pitch()).isBetween(48, 72);
              assertThat((note.pitch() + 5) % 12).isIn(0, 2, 4, 5, 7, 9, 11);
            });
  }

  @Test
  void bringsSectionsAgain() throws Exception {
    Cli cli = generate("rondo.mid", "--form", "ABACA", "--section", "12", "--seed", "3");
    assertThat(cli.exit()).as(cli.err()).isZero();
    List<Integer> pitches = written("rondo.mid").notes().stream().map(Note::pitch).toList();
    assertThat(pitches).hasSize(60);
    assertThat(pitches.subList(24, 36)).isEqualTo(pitches.subList(0, 12));
    assertThat(pitches.subList(48, 60)).isEqualTo(pitches.subList(0, 12));
    assertThat(pitches.subList(12, 24)).isNotEqualTo(pitches.subList(36, 48));
  }

  @Test
  void findsTheSamePiecesByEverySearch() throws Exception {
    Cli cli = generate("found.mid", "--beam", "3", "--count", "2", "--length", "20");
    generate("again.mid", "--beam", "3", "--length", "20");
    assertThat(cli.err()).doesNotContain("seed");
    assertThat(workshop.bytes("again.mid")).isEqualTo(workshop.bytes("found-1.mid"));
    assertThat(written("found-2.mid").notes()).isNotEqualTo(written("found-1.mid").notes());
  }

  @Test
  void continuesAFileAndLeavesItAsItIs() throws Exception {
    Piece piece = written("midi/piece-3.mid");
    generate("longer.mid", "--continue", "midi/piece-3.mid", "--length", "17");
    Piece longer = written("longer.mid");
    int tracks = piece.tracks().size();
    assertThat(longer.tracks().subList(0, tracks)).isEqualTo(piece.tracks());
    assertThat(longer.tempos()).isEqualTo(piece.tempos());
    assertThat(longer.timeSignatures()).isEqualTo(piece.timeSignatures());
    assertThat(longer.tracks().get(tracks).notes())
        .hasSize(17)
        .extracting(Note::onsetTicks)
        .allSatisfy(onset -> assertThat(onset).isGreaterThanOrEqualTo(piece.endTicks()));
  }

  @Test
  void endsWithOneWhereNothingIsLeftToChoose() throws Exception {
    Cli cli = generate("none.mid", "--no-repeat-ngram", "1");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err().lines().filter(line -> !line.startsWith("warning: ")))
        .containsExactly(
            "error: piece 1, after 88 tokens: no-repeat-ngram 1 rules out every token; relax it");
    assertThat(workshop.path("none.mid")).doesNotExist();
  }
}
