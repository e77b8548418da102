package io.nocturne.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/** Text on a screen of fixed-width letters. */
public final class TextWidth {

  private static final String ELLIPSIS = "...";

  /** First and last code points of the scripts whose signs take two columns. */
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

  /** How many columns the text takes: accents that combine take none, East Asian signs two. */
  public static int width(String text) {
    return text.codePoints().map(TextWidth::width).sum();
  }

  /**
   * The text in one line, its indent kept, and without control characters, which could rewrite the
   * screen.
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
   * The text, or its beginning and end around three dots if it takes more than {@code columns}: a
   * file's name often differs from its neighbour's at the end.
   */
  public static String shorten(String text, int columns) {
    if (columns <= ELLIPSIS.length() || width(text) <= columns) {
      return text;
    }
    int[] signs = text.codePoints().toArray();
    int room = columns - ELLIPSIS.length();
    int head = 0;
    int used = 0;
    while (used + width(signs[head]) <= room / 2) {
      used += width(signs[head++]);
    }
    int tail = signs.length;
    while (used + width(signs[tail - 1]) <= room) {
      used += width(signs[--tail]);
    }
    return new String(signs, 0, head) + ELLIPSIS + new String(signs, tail, signs.length - tail);
  }

  /**
   * The text in lines of at most {@code columns}, broken at blanks; a longer word has a line of its
   * own. Paragraphs, parted by empty lines, stay apart.
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

  /** The text followed by blanks up to {@code columns}. */
  public static String padRight(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /** Blanks, then the text, {@code columns} in all. */
  public static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - width(text))) + text;
  }

  /** A number and what it counts: {@code 1 note}, {@code 2,000 notes}. */
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
