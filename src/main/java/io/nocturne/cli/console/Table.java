package io.nocturne.cli.console;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rows under headings, in aligned columns two blanks apart. Print it at once with {@link #lines},
 * or row by row with {@link #heading} and {@link #line}; then the columns keep their minimum
 * widths.
 */
public final class Table {

  private static final String GAP = "  ";

  private enum Side {
    LEFT,
    RIGHT
  }

  /** A column: its heading, alignment and width. */
  public static final class TextColumn {
    private final String title;
    private final Side side;
    private final int min;
    private final int max;

    private TextColumn(String title, Side side, int min, int max) {
      this.title = title;
      this.side = side;
      this.min = Math.max(min, TextWidth.width(title));
      this.max = max;
    }

    /** Returns a column of text. */
    public static TextColumn text(String title) {
      return new TextColumn(title, Side.LEFT, 0, Integer.MAX_VALUE);
    }

    /** Returns a column of numbers, aligned at the right. */
    public static TextColumn number(String title) {
      return new TextColumn(title, Side.RIGHT, 0, Integer.MAX_VALUE);
    }

    /** Returns this column with a minimum width. */
    public TextColumn atLeast(int columns) {
      return new TextColumn(title, side, columns, max);
    }

    /** Returns this column with a maximum width; longer entries are shortened in the middle. */
    public TextColumn atMost(int columns) {
      return new TextColumn(title, side, min, columns);
    }

    private String pad(String text, int width) {
      return side == Side.LEFT ? TextWidth.padRight(text, width) : TextWidth.padLeft(text, width);
    }
  }

  private final List<TextColumn> columns;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(TextColumn... columns) {
    this.columns = List.of(columns);
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column; whole numbers are printed with commas between thousands
   * @return this
   */
  public Table row(Object... cells) {
    rows.add(texts(cells));
    return this;
  }

  /** Returns whether no row has been added. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns the heading, a rule and the rows, each column as wide as its widest entry. */
  public List<String> lines() {
    int[] widths = minWidths();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TextWidth.width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>(headings(widths));
    rows.forEach(row -> lines.add(format(row, widths)));
    return lines;
  }

  /** Returns the heading and a rule, in the minimum widths. */
  public List<String> heading() {
    return headings(minWidths());
  }

  /** Returns one row in the minimum widths, to print row by row. */
  public String line(Object... cells) {
    return format(texts(cells), minWidths());
  }

  private List<String> texts(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have " + columns.size() + " cells, had " + cells.length);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      String text = TextWidth.printable(text(cells[i]));
      texts.add(TextWidth.shorten(text, columns.get(i).max));
    }
    return texts;
  }

  private static String text(Object cell) {
    return cell instanceof Integer || cell instanceof Long
        ? NumberFormat.getIntegerInstance(Locale.ROOT).format(cell)
        : cell.toString();
  }

  private int[] minWidths() {
    return columns.stream().mapToInt(column -> column.min).toArray();
  }

  private List<String> headings(int[] widths) {
    List<String> titles = columns.stream().map(column -> column.title).toList();
    String rule = "-".repeat(Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1));
    return List.of(format(titles, widths), rule);
  }

  private String format(List<String> texts, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : GAP).append(columns.get(i).pad(texts.get(i), widths[i]));
    }
    return line.toString().stripTrailing();
  }
}
