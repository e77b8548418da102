package io.nocturne.render;

import io.nocturne.svg.Svg;
import java.util.Locale;

/** Draws into an SVG document. */
final class SvgCanvas implements Canvas {
  private final Svg svg;

  SvgCanvas(Svg svg) {
    this.svg = svg;
  }

  @Override
  public void fill(Box box, int rgb) {
    svg.empty(
        "rect",
        "x",
        box.x(),
        "y",
        box.y(),
        "width",
        box.width(),
        "height",
        box.height(),
        "fill",
        hex(rgb));
  }

  @Override
  public void write(String text, double x, double baseline, TextStyle style) {
    svg.element(
        "text",
        text,
        "x",
        x,
        "y",
        baseline,
        "font-family",
        "sans-serif",
        "font-size",
        style.size(),
        "text-anchor",
        style.anchor().name().toLowerCase(Locale.ROOT),
        "fill",
        hex(style.rgb()));
  }

  private static String hex(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }
}
