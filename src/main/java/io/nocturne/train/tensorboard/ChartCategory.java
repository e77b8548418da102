package io.nocturne.train.tensorboard;

import java.util.List;

/**
 * Charts under one heading of the Custom Scalars tab.
 *
 * @param title the heading
 * @param charts from left to right
 */
record ChartCategory(String title, List<ScalarChart> charts) {

  ChartCategory {
    charts = List.copyOf(charts);
  }

  /**
   * A chart with curves of all runs.
   *
   * @param tags regular expressions; a curve is shown if one of them matches the beginning of its
   *     tag
   */
  record ScalarChart(String title, List<String> tags) {

    public ScalarChart {
      tags = List.copyOf(tags);
      if (tags.isEmpty()) {
        throw new IllegalArgumentException("chart must have at least 1 tag, " + title + " had 0");
      }
    }
  }
}
