package io.nocturne.export;

import io.nocturne.base.Labels;
import io.nocturne.io.xml.Svg;
import java.util.Locale;

/**
 * Draws boxes, arrows and texts in one style.
 *
 * <p>Colors are written twice: as attributes, which every viewer understands, and as CSS rules for
 * viewers in dark mode.
 */
final class DiagramPen {
  private static final String DARK =
      """

      @media (prefers-color-scheme: dark) {
        .paper { fill: #16191d; stroke: #3b424a }
        .ink { fill: #e6e9ed }
        .faint { fill: #a3adb8 }
        .line { stroke: #a3adb8 }
        .tip { fill: #a3adb8 }
        .plain { fill: #23282e; stroke: #59636e }
        .group { fill: #1b2026; stroke: #3b424a }
        .forward { fill: #123a52; stroke: #4fa3d1 }
        .backward { fill: #4a2b12; stroke: #e09a5a }
        .result { fill: #16402c; stroke: #58b98a }
      }
      """;

  private static final String LINE = "#57606a";
  private static final double CORNER = 6;

  /** The fill and the frame of a box. */
  enum Fill {
    PAPER("#ffffff", "#d5dae0"),
    PLAIN("#f3f5f7", "#98a2ad"),
    GROUP("#fafbfc", "#d5dae0"),
    FORWARD("#dcedf8", "#2f7fb0"),
    BACKWARD("#fbe9da", "#c26a1f"),
    RESULT("#dff3e8", "#2e8b5e");

    private final String inside;
    private final String frame;

    Fill(String inside, String frame) {
      this.inside = inside;
      this.frame = frame;
    }

    private String style() {
      return Labels.of(this);
    }
  }

  /** The style of a text. */
  enum FontStyle {
    /** The name of a picture or layer. */
    NAME("ink", "#1f2429", 14, "600"),
    /** The text in a box. */
    LABEL("ink", "#1f2429", 13, "400"),
    /** A remark. */
    REMARK("faint", "#57606a", 12, "400");

    private final String style;
    private final String color;
    private final int size;
    private final String weight;

    FontStyle(String style, String color, int size, String weight) {
      this.style = style;
      this.color = color;
      this.size = size;
      this.weight = weight;
    }
  }

  private final Svg svg;

  /** Draws the background of a picture. */
  DiagramPen(Svg svg, double width, double height) {
    this.svg = svg;
    svg.begin("style").text(DARK).end();
    svg.begin("defs")
        .begin("marker")
        .with("id", "tip")
        .with("viewBox", "0 0 8 8")
        .with("refX", 7)
        .with("refY", 4)
        .with("markerWidth", 6)
        .with("markerHeight", 6)
        .with("orient", "auto")
        .empty("path")
        .with("class", "tip")
        .with("d", "M0 0.5 L8 4 L0 7.5 z")
        .with("fill", LINE)
        .end()
        .end();
    box(0.5, 0.5, width - 1, height - 1, Fill.PAPER);
  }

  /** Draws a rectangle; x and y are those of its upper left corner. */
  void box(double x, double y, double width, double height, Fill fill) {
    svg.empty("rect")
        .with("class", fill.style())
        .with("x", x)
        .with("y", y)
        .with("width", width)
        .with("height", height)
        .with("rx", CORNER)
        .with("fill", fill.inside)
        .with("stroke", fill.frame);
  }

  /** Draws a straight arrow. */
  void arrow(double fromX, double fromY, double toX, double toY) {
    arrow(String.format(Locale.ROOT, "M%.1f %.1f L%.1f %.1f", fromX, fromY, toX, toY));
  }

  /** Draws an arrow that first goes right, then down. */
  void arrowAround(double fromX, double fromY, double toX, double toY) {
    arrow(String.format(Locale.ROOT, "M%.1f %.1f H%.1f V%.1f", fromX, fromY, toX, toY));
  }

  private void arrow(String path) {
    svg.empty("path")
        .with("class", "line")
        .with("d", path)
        .with("fill", "none")
        .with("stroke", LINE)
        .with("stroke-width", 1.4)
        .with("marker-end", "url(#tip)");
  }

  /** Draws a text that begins at a point. */
  void text(double x, double baseline, String text, FontStyle type) {
    write(x, baseline, text, type, "start");
  }

  /** Draws a text that is centered on a point. */
  void centered(double x, double middle, String text, FontStyle type) {
    write(x, middle + 0.36 * type.size, text, type, "middle");
  }

  private void write(double x, double baseline, String text, FontStyle type, String anchor) {
    svg.begin("text")
        .with("class", type.style)
        .with("x", x)
        .with("y", baseline)
        .with("font-family", "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif")
        .with("font-size", type.size)
        .with("font-weight", type.weight)
        .with("text-anchor", anchor)
        .with("fill", type.color)
        .text(text)
        .end();
  }
}
