package io.nocturne.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

  @ParameterizedTest
  @CsvSource({"abc, 3", "é, 1", "e\u0301, 1", "音楽, 4", "한국, 4", "🎹, 2"})
  void countsTheColumnsOfOtherScripts(String text, int columns) {
    assertThat(TextWidth.width(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "ballade-1.mid, 20, ballade-1.mid",
    "ballade-1.mid, 13, ballade-1.mid",
    "ballade-no-1.mid, 12, ball...1.mid",
    "音楽音楽音楽.mid, 11, 音楽....mid",
    "abcdef, 3, abcdef",
  })
  void shortensInTheMiddle(String text, int columns, String shortened) {
    assertThat(TextWidth.shorten(text, columns)).isEqualTo(shortened);
  }

  @Test
  void takesControlCharactersOutOfALine() {
    assertThat(TextWidth.printable("a\u001b[31mb\nc\td\u0007 ")).isEqualTo("a?[31mb c d?");
  }

  @Test
  void keepsTheIndentOfALine() {
    assertThat(TextWidth.printable("  nocturne train ")).isEqualTo("  nocturne train");
  }

  @Test
  void wrapsAtBlanksAndKeepsParagraphs() {
    assertThat(TextWidth.wrap("one two three\n\nfour", 8))
        .containsExactly("one two", "three", "", "four");
  }

  @Test
  void givesALongWordALineOfItsOwn() {
    assertThat(TextWidth.wrap("a internationalisation b", 8))
        .containsExactly("a", "internationalisation", "b");
  }

  @Test
  void padsByColumnsNotByCharacters() {
    assertThat(TextWidth.padRight("音", 4) + "|").isEqualTo("音  |");
    assertThat(TextWidth.padLeft("音", 4)).isEqualTo("  音");
  }
}
