package io.nocturne.io.html;

import io.nocturne.io.html.Block.Chart;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes a report as HTML.
 *
 * <p>Chart.js, whose script is part of the page, draws the charts; a table below each shows the
 * same values, for readers who do not see it. The page follows the reader's choice of light or
 * dark.
 */
final class ReportPage {
  private static final String CHART_JS =
      "/META-INF/resources/webjars/chart.js/4.4.4/dist/chart.umd.js";

  private final Set<String> anchors = new HashSet<>();
  private int pictures;

  private ReportPage() {}

  /** Returns the page: one HTML document that loads nothing else. */
  static String html(Report report) {
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
        "blocks",
            section.blocks().stream().map(block -> block.toTemplate(() -> ++pictures)).toList());
  }

  /** Returns the letters of a heading, with a number where another heading has the same. */
  private String anchor(String heading) {
    String letters = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String anchor = letters;
    for (int number = 2; !anchors.add(anchor); number++) {
      anchor = letters + "-" + number;
    }
    return anchor;
  }
}
