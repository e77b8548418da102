package io.nocturne.render;

import io.nocturne.render.BitmapFont.Letter;

/**
 * Draws into memory and makes a PNG file of it.
 *
 * <p>Not by java.awt: that needs fonts on the machine, on some a display, and a module that small
 * Java runtimes lack, and its letters differ from machine to machine.
 */
final class PngCanvas implements Canvas {
  private final int width;
  private final int height;
  private final int[] rgb; // [height, width], rows from the top

  /** Creates a black picture. */
  PngCanvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.rgb = new int[width * height];
  }

  /** Fills a box; a pixel that it covers in part takes that part of its color. */
  @Override
  public void fill(Box box, int color) {
    int left = Math.max(0, (int) Math.floor(box.x()));
    int right = Math.min(width, (int) Math.ceil(box.x() + box.width()));
    int top = Math.max(0, (int) Math.floor(box.y()));
    int bottom = Math.min(height, (int) Math.ceil(box.y() + box.height()));
    for (int y = top; y < bottom; y++) {
      double down = overlap(y, box.y(), box.height());
      for (int x = left; x < right; x++) {
        blend(x, y, color, down * overlap(x, box.x(), box.width()));
      }
    }
  }

  /** Returns the part of a pixel that lies within a stretch. */
  private static double overlap(int pixel, double start, double length) {
    return Math.min(pixel + 1, start + length) - Math.max(pixel, start);
  }

  @Override
  public void write(String text, double x, double baseline, TextStyle style) {
    double left =
        switch (style.anchor()) {
          case START -> x;
          case MIDDLE -> x - BitmapFont.width(text) / 2.0;
          case END -> x - BitmapFont.width(text);
        };
    int at = (int) Math.round(left);
    int top = (int) Math.round(baseline) - BitmapFont.ASCENT;
    for (Letter letter : BitmapFont.of(text)) {
      draw(letter, at, top, style.rgb());
      at += letter.advance();
    }
  }

  private void draw(Letter letter, int left, int top, int color) {
    for (int row = 0; row < BitmapFont.HEIGHT; row++) {
      for (int column = 0; column < letter.advance(); column++) {
        int x = left + column;
        int y = top + row;
        if (x >= 0 && x < width && y >= 0 && y < height) {
          blend(x, y, color, letter.coverage(row, column));
        }
      }
    }
  }

  private void blend(int x, int y, int color, double part) {
    int under = rgb[y * width + x];
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = under >> shift & 0xff;
      int to = color >> shift & 0xff;
      mixed |= (int) Math.round(from + (to - from) * part) << shift;
    }
    rgb[y * width + x] = mixed;
  }

  /** Returns the picture as a PNG file. */
  byte[] toBytes() {
    return PngFile.of(width, height, rgb);
  }
}
