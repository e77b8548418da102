package io.nocturne.io.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.io.html.Block.AudioClip;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.Facts;
import io.nocturne.io.html.Block.Heading;
import io.nocturne.io.html.Block.HeatMap;
import io.nocturne.io.html.Block.Picture;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Block.Series;
import io.nocturne.io.html.Block.ValueRange;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A report as HTML.
 *
 * <p>The charts are drawn by Chart.js, whose script goes into the page; below each the same values
 * stand in a table, for readers who do not see it. The page follows the reader's choice of light or
 * dark.
 */
public final class ReportPage {
  private static final String CHART_JS =
      "/META-INF/resources/webjars/chart.js/4.4.4/dist/chart.umd.js";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> anchors = new HashSet<>();
  private int pictures;

  private ReportPage() {}

  /** The page: one HTML document that loads nothing else. */
  public static String html(Report report) {
    boolean charts =
        report.sections().stream()
            .flatMap(section -> section.blocks().stream())
            .anyMatch(Chart.class::isInstance);
    Map<String, Object> page =
        Map.of(
            "title", report.title(),
            "lead", report.lead(),
            "style", Template.resource("report.css"),
            "scripts",
                charts
                    ? List.of(Template.resource(CHART_JS), Template.resource("report.js"))
                    : List.of(),
            "sections", report.sections().stream().map(new ReportPage()::section).toList());
    return Template.filled("report.html", page);
  }

  private Map<String, Object> section(Report.Section section) {
    return Map.of(
        "heading", section.heading(),
        "anchor", anchor(section.heading()),
        "blocks", section.blocks().stream().map(this::block).toList());
  }

  /** Of the letters of a heading, and of a number where another heading has the same. */
  private String anchor(String heading) {
    String letters = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String anchor = letters;
    for (int number = 2; !anchors.add(anchor); number++) {
      anchor = letters + "-" + number;
    }
    return anchor;
  }

  /** What the template shows of a block, under the name of its kind. */
  private Map<String, Object> block(Block block) {
    if (block instanceof Prose prose) {
      return Map.of("prose", prose.text());
    }
    if (block instanceof Heading heading) {
      return Map.of("subheading", heading.text());
    }
    if (block instanceof Facts facts) {
      return Map.of("facts", Map.of("pairs", Template.pairs(facts.values())));
    }
    if (block instanceof DataTable table) {
      return Map.of("table", table(table));
    }
    if (block instanceof Chart chart) {
      return Map.of(
          "chart", Map.of("caption", chart.caption(), "data", json(chart), "table", table(chart)));
    }
    if (block instanceof HeatMap map) {
      return Map.of("heat", heat(map));
    }
    if (block instanceof Picture picture) {
      pictures++;
      return Map.of(
          "picture",
          Map.of("caption", picture.caption(), "svg", Template.inline(picture.svg(), pictures)));
    }
    AudioClip sound = (AudioClip) block;
    return Map.of("sound", Map.of("caption", sound.caption(), "wav", sound.base64()));
  }

  private static Map<String, Object> table(DataTable table) {
    return Map.of("caption", table.caption(), "headers", table.headers(), "rows", table.rows());
  }

  private static Map<String, Object> table(Chart chart) {
    List<String> headers = new ArrayList<>(List.of(chart.x()));
    chart.series().forEach(series -> headers.add(series.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < chart.labels().size(); i++) {
      List<String> row = new ArrayList<>(List.of(chart.labels().get(i)));
      for (Series series : chart.series()) {
        row.add(cell(series, i));
      }
      rows.add(row);
    }
    return table(new DataTable(chart.caption(), headers, rows));
  }

  private static String cell(Series series, int label) {
    String value = number(series.values().get(label));
    if (series.intervals().isEmpty() || Double.isNaN(series.intervals().get(label).low())) {
      return value;
    }
    ValueRange interval = series.intervals().get(label);
    return "%s (%s to %s)".formatted(value, number(interval.low()), number(interval.high()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4g", value);
  }

  private static Map<String, Object> heat(HeatMap map) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < map.rows().size(); row++) {
      List<Map<String, Object>> cells = new ArrayList<>();
      for (double value : map.values().get(row)) {
        cells.add(
            Map.of(
                "shade", String.format(Locale.ROOT, "%.3f", shade(value)),
                "percent", String.format(Locale.ROOT, "%.0f", 100 * value)));
      }
      rows.add(Map.of("label", map.rows().get(row), "cells", cells));
    }
    return Map.of("caption", map.caption(), "columns", map.columns(), "rows", rows);
  }

  /** From 0 to 1, steepest for small shares, since those of a row of many are small. */
  private static double shade(double share) {
    return 1 - Math.pow(1 - share, 4);
  }

  private static String json(Chart chart) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("kind", chart.kind().label())
            .put("x", chart.x())
            .put("y", chart.y());
    chart.labels().forEach(root.putArray("labels")::add);
    ArrayNode all = root.putArray("series");
    for (Series series : chart.series()) {
      ObjectNode one = all.addObject().put("name", series.name());
      put(one, "values", series.values());
      put(one, "lows", series.intervals().stream().map(ValueRange::low).toList());
      put(one, "highs", series.intervals().stream().map(ValueRange::high).toList());
    }
    try {
      // So that no label ends the script element that holds it.
      return JSON.writeValueAsString(root).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON has no numbers that are not finite. */
  private static void put(ObjectNode node, String name, List<Double> values) {
    ArrayNode array = node.putArray(name);
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }
}
