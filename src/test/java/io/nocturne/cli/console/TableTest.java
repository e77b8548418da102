package io.nocturne.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.cli.console.Table.TextColumn;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsTextAtTheLeftAndNumbersAtTheRight() {
    Table table =
        new Table(TextColumn.text("file"), TextColumn.number("notes"), TextColumn.text("why"));
    table.row("a.mid", 12, "").row("ballade.mid", 188_186L, "damaged");
    assertThat(table.lines())
        .containsExactly(
            "file           notes  why",
            "-----------------------------",
            "a.mid             12",
            "ballade.mid  188,186  damaged");
  }

  @Test
  void shortensLongNamesInTheMiddle() {
    Table table = new Table(TextColumn.text("file").atMost(12), TextColumn.number("n"));
    table.row("chopin-ballade-no-1.mid", 1);
    assertThat(table.lines()).last().isEqualTo("chop...1.mid  1");
  }

  @Test
  void printsRowsAsTheyComeInTheLeastWidths() {
    Table table = new Table(TextColumn.number("epoch"), TextColumn.number("loss").atLeast(8));
    assertThat(table.heading()).containsExactly("epoch      loss", "---------------");
    assertThat(table.line(3, "2.5031")).isEqualTo("    3    2.5031");
  }

  @Test
  void keepsControlCharactersOfFileNamesFromTheScreen() {
    Table table = new Table(TextColumn.text("file")).row("a\u001b[2Jb");
    assertThat(table.lines()).last().isEqualTo("a?[2Jb");
  }

  @Test
  void refusesARowOfAnotherLength() {
    assertThatThrownBy(() -> new Table(TextColumn.text("a")).row("x", "y"))
        .hasMessage("a row must have 1 cells, had 2");
  }
}
