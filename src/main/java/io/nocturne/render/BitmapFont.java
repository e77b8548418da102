package io.nocturne.render;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The letters of PNG pictures: ASCII and Latin-1, 12 pixels, from the resource {@code letters.txt},
 * which says how it is written. Other characters show as an empty box.
 */
final class BitmapFont {

  /** Pixels from the top of a letter's box to the line it stands on. */
  static final int ASCENT = 12;

  /** Pixels from the top of a letter's box to its bottom. */
  static final int HEIGHT = 15;

  private static final int MISSING = 0xfffd;
  private static final Map<Integer, Letter> ALL = read();

  private BitmapFont() {}

  /**
   * One letter.
   *
   * @param rows {@link #HEIGHT} of equal length, a hexadecimal digit or dot for each pixel
   */
  record Letter(List<String> rows) {

    /** Pixels from its left edge to that of the next letter. */
    int advance() {
      return rows.get(0).length();
    }

    /** Returns the share of a pixel that it covers, 0 to 1. */
    double coverage(int row, int column) {
      char digit = rows.get(row).charAt(column);
      return digit == '.' ? 0 : Character.digit(digit, 16) / 15.0;
    }
  }

  /** Returns the letters of a text, in order. */
  static List<Letter> of(String text) {
    return text.codePoints().mapToObj(c -> ALL.getOrDefault(c, ALL.get(MISSING))).toList();
  }

  /** Returns the width of a text in pixels. */
  static int width(String text) {
    return of(text).stream().mapToInt(Letter::advance).sum();
  }

  private static Map<Integer, Letter> read() {
    Map<Integer, Letter> letters = new HashMap<>();
    try (InputStream in = BitmapFont.class.getResourceAsStream("letters.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith(";")) {
          letters.put(Integer.parseInt(line, 16), letter(lines));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // The resource is part of the program.
    }
    return Map.copyOf(letters);
  }

  private static Letter letter(BufferedReader lines) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < HEIGHT; row++) {
      rows.add(lines.readLine());
    }
    return new Letter(List.copyOf(rows));
  }
}
