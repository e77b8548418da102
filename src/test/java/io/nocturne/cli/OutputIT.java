package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.render.soundfont.TinySoundFont;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the program as it is delivered writes of generated music. */
@DisabledOnOs(OS.WINDOWS)
class OutputIT {
  @TempDir private static Path folder;
  private static Workshop workshop;

  @BeforeAll
  static void trainARun() throws Exception {
    workshop = Workshop.withCorpus(folder);
    Cli cli = workshop.nocturne(Workshop.tiny("one", "--epochs", "1", "--seed", "7")).run();
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  private static Cli generate(String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("generate", "--run", "one", "--length", "6", "--seed", "1"));
    words.addAll(List.of(more));
    return workshop.nocturne(words).run();
  }

  @Test
  void writesEachFormatThatIsAskedFor() throws Exception {
    Cli cli = generate("--out", "a.mid", "--formats", "musicxml,wav,png,svg");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out()).startsWith("a.mid, .musicxml, .wav, .png, .svg: 6 notes\n");
    assertThat(start("a.mid")).isEqualTo("MThd");
    assertThat(start("a.musicxml")).isEqualTo("<?xm");
    assertThat(start("a.wav")).isEqualTo("RIFF");
    assertThat(start("a.png")).endsWith("PNG");
    assertThat(start("a.svg")).isEqualTo("<?xm");
  }

  @Test
  void writesTheFormatOfTheExtensionAlone() throws Exception {
    assertThat(generate("--out", "alone.svg").exit()).isZero();
    assertThat(folder.resolve("alone.svg")).exists();
    assertThat(folder.resolve("alone.mid")).doesNotExist();
  }

  @Test
  void playsASoundFontWithoutASoundDevice() throws Exception {
    Files.write(folder.resolve("tiny.sf2"), TinySoundFont.bytes(7));
    Cli cli =
        generate("--out", "s.wav", "--soundfont", "tiny.sf2", "--program", "7", "--tempo", "120");
    assertThat(cli.exit()).as(cli.err()).isZero();
    // Six notes of a quarter of a second, and two seconds.
    assertThat(folder.resolve("s.wav")).hasSize(44 + (long) (3.5 * 44_100 * 4));
  }

  @Test
  void refusesAProgramThatTheSoundFontLacksBeforeTheWork() throws Exception {
    Files.write(folder.resolve("seven.sf2"), TinySoundFont.bytes(7));
    Cli cli = generate("--out", "t.wav", "--soundfont", "seven.sf2");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "error: seven.sf2: has no instrument for program 0; use one of its programs, 7, or"
                + " another SoundFont\n");
    assertThat(folder.resolve("t.wav")).doesNotExist();
  }

  @Test
  void numbersABatchSoThatItSortsAndWritesItsPage() throws Exception {
    Files.createDirectory(folder.resolve("batch"));
    Cli cli = generate("--out", "batch/piece.mid", "--count", "11", "--index");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out())
        .startsWith("batch/piece-01.mid, .wav: 6 notes\n")
        .contains("batch/piece-11.mid, .wav: 6 notes\nbatch/index.html: 11 pieces\n");
    assertThat(folder.resolve("batch/index.html"))
        .content()
        .contains("<dt>seed</dt><dd>1</dd>", "<dt>length</dt><dd>6</dd>", "./piece-11.wav");
  }

  private static String start(String file) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    return new String(Arrays.copyOf(bytes, 4), StandardCharsets.ISO_8859_1);
  }
}
