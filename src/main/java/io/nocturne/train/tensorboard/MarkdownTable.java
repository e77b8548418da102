package io.nocturne.train.tensorboard;

import io.nocturne.base.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table for the Text tab. */
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String... headings) {
    row((Object[]) headings);
    line(Arrays.stream(headings).map(heading -> "---").toList());
  }

  /** Adds a row; whole numbers get commas. */
  MarkdownTable row(Object... cells) {
    line(Arrays.stream(cells).map(MarkdownTable::cell).toList());
    return this;
  }

  private void line(List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String cell(Object value) {
    return value instanceof Long number
        ? Numbers.grouped(number)
        : value.toString().replaceAll("([\\\\`*_{}\\[\\]<>|])", "\\\\$1").replaceAll("\\R", " ");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
