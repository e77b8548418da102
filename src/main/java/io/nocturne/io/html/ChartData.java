package io.nocturne.io.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.Series;
import io.nocturne.io.html.Block.ValueRange;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values of a chart, as JSON for the script that draws it and as a table. */
final class ChartData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChartData() {}

  static DataTable table(Chart chart) {
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
    return new DataTable(chart.caption(), headers, rows);
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

  static String json(Chart chart) {
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
