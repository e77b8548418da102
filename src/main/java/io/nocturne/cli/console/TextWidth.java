package io.nocturne.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/** Measures and aligns text on a screen of fixed-width characters. */
public final class TextWidth {

  private static final String ELLIPSIS = "...";

  /** The first and last code points of the scripts whose characters take two columns. */
  private static final int[][] WIDE = {
    {0x1100, 0x115f},
    {0x2e80, 0xa4cf},
    {0xac00, 0xd7a3},
    {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},
    {0xff00, 0xff60},
    {0xffe0, 0xffe6},
    {0x1f300, 0x1faff},
    {0x20000, 0x3fffd},
  };

  private TextWidth() {}

  /** Returns the columns of a text: combining accents take none, East Asian characters two. */
  public static int width(String text) {
    return text.codePoints().map(TextWidth::width).sum();
  }

  /**
   * Returns the text in one line, with its indent, and without control characters, which could
   * rewrite the screen.
   */
  public static String printable(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.stripTrailing()
        .codePoints()
        .map(c -> c == '\n' || c == '\t' || c == '\r' ? ' ' : c)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /**
   * Returns the text, or its beginning and end around three dots if it takes more than {@code
   * columns}: names of neighboring files often differ at the end.
   */
  public static String shorten(String text, int columns) {
    if (columns <= ELLIPSIS.length() || width(text) <= columns) {
      return text;
    }
    int[] codePoints = text.codePoints().toArray();
    int room = columns - ELLIPSIS.length();
    int head = 0;
    int used = 0;
    while (used + width(codePoints[head]) <= room / 2) {
      used += width(codePoints[head++]);
    }
    int tail = codePoints.length;
    while (used + width(codePoints[tail - 1]) <= room) {
      used += width(codePoints[--tail]);
    }
    return new String(codePoints, 0, head)
        + ELLIPSIS
        + new String(codePoints, tail, codePoints.length - tail);
  }

  /**
   * Returns the text in lines of at most {@code columns}, broken at spaces; a longer word has a
   * line of its own. Paragraphs, separated by empty lines, stay separate.
   */
  public static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.lines().toList()) {
      StringBuilder line = new StringBuilder();
      StringTokenizer words = new StringTokenizer(paragraph, " ");
      while (words.hasMoreTokens()) {
        String word = words.nextToken();
        if (line.length() > 0 && width(line + " " + word) > columns) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.length() > 0 ? " " : "").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Returns the text followed by spaces up to {@code columns}. */
  public static String padRight(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /** Returns spaces followed by the text, {@code columns} in total. */
  public static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - width(text))) + text;
  }

  /** Returns a number with its noun: {@code 1 note}, {@code 2,000 notes}. */
  public static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return 2;
      }
    }
    return 1;
  }
}
