package io.nocturne.render;

/** A surface to draw a picture on; coordinates are in pixels from the upper left corner. */
interface Canvas {

  /** Fills a rectangle. */
  void fill(Box box, int rgb);

  /**
   * Writes a line of text.
   *
   * @param x where the anchor is
   * @param baseline on which the letters stand
   */
  void write(String text, double x, double baseline, TextStyle style);

  /**
   * A rectangle.
   *
   * @param x of its left edge
   * @param y of its upper edge
   */
  record Box(double x, double y, double width, double height) {}

  /** The point of a text that is put at a position. */
  enum Anchor {
    /** Its left end. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its right end. */
    END
  }

  /**
   * The layout of a text.
   *
   * @param size in pixels
   */
  record TextStyle(int size, Anchor anchor, int rgb) {}
}
