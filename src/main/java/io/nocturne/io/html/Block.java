package io.nocturne.io.html;

import io.nocturne.base.Labels;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/** A part of a section: a text, a table, a chart, a picture or a sound. */
public sealed interface Block {

  /**
   * Returns what the template of the page shows, under the name of the block's kind.
   *
   * @param pictures numbers the pictures of a page
   */
  Map<String, Object> toTemplate(IntSupplier pictures);

  /**
   * A paragraph.
   *
   * @param text plain text
   */
  record Prose(String text) implements Block {
    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      return Map.of("prose", text);
    }
  }

  /**
   * A heading within a section.
   *
   * @param text plain text
   */
  record Heading(String text) implements Block {
    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      return Map.of("subheading", text);
    }
  }

  /**
   * Short facts, side by side.
   *
   * @param values by name, in order
   */
  record Facts(Map<String, String> values) implements Block {
    public Facts {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      return Map.of("facts", Map.of("pairs", Template.pairs(values)));
    }
  }

  /**
   * A table; the numbers of a column line up if all have as many decimals.
   *
   * @param caption what it shows
   * @param headers of the columns, the first of which names the rows
   * @param rows as many cells each as there are headers
   */
  record DataTable(String caption, List<String> headers, List<List<String>> rows) implements Block {
    public DataTable {
      headers = List.copyOf(headers);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != headers.size()) {
          throw new IllegalArgumentException(
              "rows must have %d cells, as there are headers, one had %d"
                  .formatted(headers.size(), row.size()));
        }
      }
    }

    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      return Map.of("table", toTemplate());
    }

    private Map<String, Object> toTemplate() {
      return Map.of("caption", caption, "headers", headers, "rows", rows);
    }
  }

  /**
   * A chart.
   *
   * @param kind how values are drawn
   * @param caption what it shows
   * @param x the name of the horizontal axis
   * @param y the name of the vertical axis
   * @param labels of the places from left to right
   * @param series one or more, with a value for each label
   */
  record Chart(
      ChartType kind, String caption, String x, String y, List<String> labels, List<Series> series)
      implements Block {

    /** The ways of drawing the values of a chart. */
    public enum ChartType {
      /** Points joined by a line, for a course of values. */
      LINE,
      /** Bars side by side, for what is counted. */
      BAR;

      /** Returns the name in Chart.js. */
      String label() {
        return Labels.of(this);
      }
    }

    public Chart {
      labels = List.copyOf(labels);
      series = List.copyOf(series);
      if (series.isEmpty()) {
        throw new IllegalArgumentException("a chart must have a series");
      }
      for (Series one : series) {
        if (one.values().size() != labels.size()) {
          throw new IllegalArgumentException(
              "series %s must have %d values, as there are labels, had %d"
                  .formatted(one.name(), labels.size(), one.values().size()));
        }
      }
    }

    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      return Map.of(
          "chart",
          Map.of(
              "caption", caption,
              "data", ChartData.json(this),
              "table", ChartData.table(this).toTemplate()));
    }
  }

  /**
   * The values of one line, or of the bars of one color.
   *
   * @param name as the legend has it
   * @param values by label; NaN where there is none
   * @param intervals around the values, drawn as error bars: one for each value, or none at all
   */
  record Series(String name, List<Double> values, List<ValueRange> intervals) {
    public Series {
      values = List.copyOf(values);
      intervals = List.copyOf(intervals);
      if (!intervals.isEmpty() && intervals.size() != values.size()) {
        throw new IllegalArgumentException(
            "series %s must have %d intervals, as there are values, or none, had %d"
                .formatted(name, values.size(), intervals.size()));
      }
    }

    /** Creates a series without intervals. */
    public Series(String name, List<Double> values) {
      this(name, values, List.of());
    }
  }

  /**
   * The interval in which a value lies.
   *
   * @param low NaN where nothing is known
   * @param high NaN where nothing is known
   */
  record ValueRange(double low, double high) {
    /** The interval of a value of which nothing is known. */
    public static final ValueRange NONE = new ValueRange(Double.NaN, Double.NaN);
  }

  /**
   * A matrix of shares, darker where they are larger.
   *
   * @param caption what it shows
   * @param rows labels of the rows
   * @param columns labels of the columns
   * @param values by row and column, each 0 to 1
   */
  record HeatMap(String caption, List<String> rows, List<String> columns, List<List<Double>> values)
      implements Block {
    public HeatMap {
      rows = List.copyOf(rows);
      columns = List.copyOf(columns);
      values = values.stream().map(List::copyOf).toList();
      if (values.size() != rows.size()) {
        throw new IllegalArgumentException(
            "a heat map must have %d rows of values, had %d".formatted(rows.size(), values.size()));
      }
      for (List<Double> row : values) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "rows must have %d values, as there are columns, one had %d"
                  .formatted(columns.size(), row.size()));
        }
        for (double value : row) {
          if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("values must be 0 to 1, one was " + value);
          }
        }
      }
    }

    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      List<Map<String, Object>> shaded = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (double value : values.get(row)) {
          cells.add(
              Map.of(
                  "shade", String.format(Locale.ROOT, "%.3f", shade(value)),
                  "percent", String.format(Locale.ROOT, "%.0f", 100 * value)));
        }
        shaded.add(Map.of("label", rows.get(row), "cells", cells));
      }
      return Map.of("heat", Map.of("caption", caption, "columns", columns, "rows", shaded));
    }

    /**
     * Returns a darkness from 0 to 1, steepest for small shares, since those of a row of many are
     * small.
     */
    private static double shade(double share) {
      return 1 - Math.pow(1 - share, 4);
    }
  }

  /**
   * A drawing.
   *
   * @param caption what it shows
   * @param svg an SVG document, which is trusted: it is put into the page as it is
   */
  record Picture(String caption, String svg) implements Block {
    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      String inline = Template.inline(svg, pictures.getAsInt());
      return Map.of("picture", Map.of("caption", caption, "svg", inline));
    }
  }

  /**
   * A sound to play.
   *
   * @param caption what it is
   * @param base64 a WAV file, encoded
   */
  record AudioClip(String caption, String base64) implements Block {

    /** Encodes the bytes of a WAV file. */
    public static AudioClip ofWav(String caption, byte[] wav) {
      return new AudioClip(caption, Base64.getEncoder().encodeToString(wav));
    }

    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      return Map.of("sound", Map.of("caption", caption, "wav", base64));
    }
  }

  /**
   * Blocks side by side, or one above the other where the page is narrow.
   *
   * @param columns from left to right, each with its blocks in order; no charts and no columns
   */
  record Columns(List<List<Block>> columns) implements Block {
    public Columns {
      columns = columns.stream().map(List::copyOf).toList();
      for (Block block : columns.stream().flatMap(List::stream).toList()) {
        if (block instanceof Chart || block instanceof Columns) {
          throw new IllegalArgumentException(
              "columns must have no charts and no columns, had " + block);
        }
      }
    }

    @Override
    public Map<String, Object> toTemplate(IntSupplier pictures) {
      List<Map<String, Object>> sides =
          columns.stream().map(column -> side(column, pictures)).toList();
      return Map.of("beside", Map.of("sides", sides));
    }

    private static Map<String, Object> side(List<Block> column, IntSupplier pictures) {
      return Map.of("blocks", column.stream().map(block -> block.toTemplate(pictures)).toList());
    }
  }
}
