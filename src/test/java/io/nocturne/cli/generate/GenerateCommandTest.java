package io.nocturne.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are refused before the run is read; GenerateIT has those that are not. */
class GenerateCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--top-k 0 | --top-k 0: must be a whole number, at least 1",
        "--top-p 0 | --top-p 0: must be a number from 1e-6 to 1",
        "--min-p 1.5 | --min-p 1.5: must be a number from 0 to 1",
        "--repetition-penalty 0 | --repetition-penalty 0: must be a number above 0",
        "--no-repeat-ngram 0 | --no-repeat-ngram 0: must be a whole number, at least 1",
        "--scale H_minor | --scale H_minor:"
            + " must be a key such as \"C minor\", \"F# major\" or \"Bb major\", or auto",
        "--range C6-C3 | --range C6-C3:"
            + " must be two pitches from C-1 to G9, the lower one first, such as C3-C6",
        "--range 48-72 | --range 48-72:"
            + " must be two pitches from C-1 to G9, the lower one first, such as C3-C6",
        "--chromatic 0.1 | --chromatic: has no effect without --scale; add one or leave it out",
        "--repetition-window 9 | --repetition-window: has no effect without a penalty;"
            + " add --repetition-penalty 1.2 or leave it out",
        "--form AbA | --form AbA: must be 1 to 64 letters from A to Z, such as AABA",
        "--section 4 | --section: has no effect without --form; add one or leave it out",
        "--form AABA --beam 4 | --beam: cannot be combined with --form, which sets the length and"
            + " samples; leave one out",
        "--form AABA --min-length 4 | --min-length: cannot be combined with --form, which sets the"
            + " length and samples; leave one out",
        "--min-length 9 --length 8 |"
            + " --min-length 9: is greater than --length 8; lower it or raise --length",
      })
  void refusesChoicesThatMakeNoSense(String options, String message) {
    assertRefused(options, message);
  }

  @ParameterizedTest
  @CsvSource({
    "--temperature 0",
    "--top-k 4",
    "--top-p 0.9",
    "--min-p 0.1",
    "--seed 1",
    "--scale auto --chromatic 0.1"
  })
  void refusesRandomStepsInABeamSearch(String options) {
    String[] words = options.split(" ", -1);
    assertRefused(
        "--beam 4 " + options,
        words[words.length - 2]
            + ": has no effect with --beam, whose search has no random steps; leave one out");
  }

  @ParameterizedTest
  @CsvSource({"--primer C4", "--primer-notes 4", "--include-primer"})
  void refusesAPrimerBesideThePieceToContinue(String options) {
    assertRefused(
        "--continue a.mid " + options,
        options.split(" ", -1)[0] + ": --continue continues the whole file; leave one of them out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--beam 3 --count 4 |" + " --count 4: --beam 3 finds at most 3 pieces; raise --beam",
        "--continue a.mid --tempo 90 |"
            + " --tempo: --continue keeps the tempo of the file; leave it out",
      })
  void refusesOptionsThatDoNotGoTogether(String options, String message) {
    assertRefused(options, message);
  }

  @ParameterizedTest
  @CsvSource({"--count 2", "--formats wav", "--index"})
  @DisabledOnOs(OS.WINDOWS)
  void refusesToNumberADevice(String options) {
    String[] words = ("generate --run r --out /dev/null " + options).split(" ", -1);
    assertThat(Cli.run(words))
        .isEqualTo(
            new Cli(
                2,
                "",
                "error: --out /dev/null: a pipe or device takes one piece in one format; name a"
                    + " file\n"));
  }

  private static void assertRefused(String options, String message) {
    String[] words = ("generate --run r --out x.mid " + options).split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replace("H_minor", "H minor");
    }
    assertThat(Cli.run(words))
        .isEqualTo(new Cli(2, "", "error: " + message.replace("H_minor", "H minor") + "\n"));
  }

  private static Cli generate(Path out, String... more) {
    List<String> words =
        new ArrayList<>(List.of("generate", "--run", "r", "--out", out.toString()));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  @Test
  void replacesNoSoundThatNobodyNamed(@TempDir Path folder) throws IOException {
    Path mine = Files.writeString(folder.resolve("song.wav"), "mine");
    assertThat(generate(folder.resolve("song.mid"), "--index").err())
        .startsWith("error: " + mine + ": exists and is not known to be nocturne's;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"song.mid --formats wav", "song.wav"})
  void replacesTheSoundThatTheUserNamed(String named, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("song.wav"), "mine");
    List<String> words = new ArrayList<>(List.of(named.split(" ")));
    Path out = folder.resolve(words.remove(0));
    words.add("--index");
    assertThat(generate(out, words.toArray(String[]::new)).err())
        .startsWith("error: checkpoints/r: ");
  }

  @ParameterizedTest
  @CsvSource({"piece-01.wav", "piece-10.mid", "piece-07.svg"})
  void looksAtEachFileBeforeTheWork(String name, @TempDir Path folder) throws IOException {
    Path taken = Files.createDirectory(folder.resolve(name));
    Cli cli = generate(folder.resolve("piece.mid"), "--count", "10", "--formats", "wav,svg");
    assertThat(cli.err())
        .isEqualTo("error: " + taken + ": is a folder; move it away or choose another --out\n");
  }
}
