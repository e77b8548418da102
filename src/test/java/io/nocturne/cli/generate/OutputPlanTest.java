package io.nocturne.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.generate.OutputPlan.Index;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputPlanTest {

  @ParameterizedTest
  @CsvSource({
    "a.mid, MID",
    "a.MID, MID",
    "a.midi, MID",
    "a, MID",
    ".hidden, MID",
    "a.b.wav, WAV",
    "a.xml, MUSICXML",
    "a.musicxml, MUSICXML",
    "a.png, PNG",
    "a.svg, SVG"
  })
  void takesTheFormatFromTheExtension(String out, PieceFormat format) {
    assertThat(OutputPlan.named(Path.of(out))).contains(format);
  }

  @Test
  void knowsNoFormatOfAnotherExtension() {
    assertThat(OutputPlan.named(Path.of("a.mp3"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "f/a.mid, MID, 1, 1, f/a.mid",
    "f/a.mid, WAV, 1, 1, f/a.wav",
    "f/a.midi, MID, 2, 3, f/a-2.midi",
    "f/a, MID, 1, 1, f/a",
    "f/a, PNG, 2, 2, f/a-2.png",
    "a.mid, MID, 9, 9, a-9.mid",
    "a.mid, MID, 9, 10, a-09.mid",
    "a.mid, SVG, 7, 100, a-007.svg",
    "a.mid, SVG, 100, 100, a-100.svg"
  })
  void namesFilesSoThatTheySort(
      String out, PieceFormat format, int number, int count, String expected) {
    assertThat(plan(out).file(format, number, count)).isEqualTo(Path.of(expected));
  }

  @Test
  void putsThePageBesideTheFiles() {
    assertThat(plan("f/a.mid").indexFile()).isEqualTo(Path.of("f/index.html"));
  }

  private static OutputPlan plan(String out) {
    return new OutputPlan(
        Path.of(out), EnumSet.allOf(PieceFormat.class), 0, Optional.empty(), Index.NONE);
  }
}
