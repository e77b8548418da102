package io.nocturne.render;

import io.nocturne.base.Labels;
import io.nocturne.io.xml.Svg;
import java.util.Locale;

/** Draws into an SVG document. */
final class SvgCanvas implements Canvas {
  private final Svg svg;

  SvgCanvas(Svg svg) {
    this.svg = svg;
  }

  @Override
  public void fill(Box box, int rgb) {
    svg.empty("rect")
        .with("x", box.x())
        .with("y", box.y())
        .with("width", box.width())
        .with("height", box.height())
        .with("fill", hex(rgb));
  }

  @Override
  public void write(String text, double x, double baseline, TextStyle style) {
    svg.begin("text")
        .with("x", x)
        .with("y", baseline)
        .with("font-family", "sans-serif")
        .with("font-size", style.size())
        .with("text-anchor", Labels.of(style.anchor()))
        .with("fill", hex(style.rgb()))
        .text(text)
        .end();
  }

  private static String hex(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }
}
