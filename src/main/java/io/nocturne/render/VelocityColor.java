package io.nocturne.render;

/** The colors of velocities: from a light blue to a dark purple, each step darker than the last. */
final class VelocityColor {
  private static final int[][] STOPS = {{0x9b, 0xd0, 0xea}, {0x2e, 0x78, 0xc2}, {0x4a, 0x12, 0x6b}};

  private VelocityColor() {}

  /**
   * Returns the color of a note.
   *
   * @param velocity 1 to 127
   */
  static int of(int velocity) {
    double place = (velocity - 1) / 126.0 * (STOPS.length - 1);
    int stop = Math.min((int) place, STOPS.length - 2);
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      int from = STOPS[stop][channel];
      int to = STOPS[stop + 1][channel];
      rgb = rgb << 8 | (int) Math.round(from + (to - from) * (place - stop));
    }
    return rgb;
  }
}
