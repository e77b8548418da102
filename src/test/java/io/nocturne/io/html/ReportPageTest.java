package io.nocturne.io.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.io.html.Block.AudioClip;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.Columns;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.HeatMap;
import io.nocturne.io.html.Block.Picture;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Block.Series;
import io.nocturne.io.html.Report.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final Chart LOSS =
      new Chart(
          Chart.ChartType.LINE,
          "Loss by epoch",
          "epoch",
          "loss",
          List.of("1", "2", "3"),
          List.of(
              new Series("training", List.of(3.5, 3.25, 3.125)),
              new Series("validation", List.of(3.75, 3.5, Double.NaN))));

  @Test
  void hasTitleLeadAndALinkToEachSection() {
    String html =
        ReportPage.html(
            new Report("Run small", "Two epochs.", List.of(Section.of("Loss & accuracy", LOSS))));
    assertThat(html)
        .contains("<title>Run small</title>", "<h1>Run small</h1>", "Two epochs.")
        .contains("<a href=\"#loss-accuracy\">Loss &amp; accuracy</a>")
        .contains("<section id=\"loss-accuracy\">");
  }

  @Test
  void hasAnAnchorOfItsOwnForEachSection() {
    Section one = Section.of("Op. 9");
    assertThat(ReportPage.html(new Report("Title", "Lead.", List.of(one, Section.of("Op 9")))))
        .contains("<section id=\"op-9\">", "<section id=\"op-9-2\">", "<a href=\"#op-9-2\">");
  }

  @Test
  void takesTextForTextWhateverItHolds() {
    String text = "<script>alert(\"1\")</script>";
    assertThat(
            page(
                new Prose(text),
                new DataTable(text, List.of(text), List.of(List.of(text))),
                new HeatMap(text, List.of(text), List.of(text), List.of(List.of(0.5))),
                AudioClip.ofWav(text, new byte[1])))
        .doesNotContain("<script>alert")
        .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  }

  @Test
  void keepsALabelFromEndingTheScriptThatHoldsTheValues() {
    Chart chart =
        new Chart(
            Chart.ChartType.BAR,
            "x",
            "x",
            "y",
            List.of("</script><b>"),
            List.of(new Series("a", List.of(1.0))));
    assertThat(page(chart)).contains("\\u003c/script>\\u003cb>").doesNotContain("</script><b>");
  }

  @Test
  void tellsTheValuesOfAChartInATableToo() {
    assertThat(page(LOSS))
        .contains("<th scope=\"col\">epoch</th><th scope=\"col\">training</th>")
        .contains("<th scope=\"row\">1</th><td>3.500</td><td>3.750</td>")
        .contains("<th scope=\"row\">3</th><td>3.125</td><td></td>");
  }

  @Test
  void leavesAGapWhereAChartHasNoValue() {
    assertThat(page(LOSS)).contains("{\"name\":\"validation\",\"values\":[3.75,3.5,null],");
  }

  @Test
  void tellsBetweenWhatAValueMayLie() {
    Series means =
        new Series(
            "means",
            List.of(3.25, 4.0),
            List.of(new Block.ValueRange(2.5, 4), Block.ValueRange.NONE));
    Chart chart = new Chart(Chart.ChartType.BAR, "x", "x", "y", List.of("a", "b"), List.of(means));
    assertThat(page(chart))
        .contains("\"lows\":[2.5,null],\"highs\":[4.0,null]")
        .contains("<td>3.250 (2.500 to 4.000)</td>", "<td>4.000</td>");
  }

  @Test
  void bringsTheScriptOfChartsOnlyWhereThereAreSome() {
    assertThat(page(LOSS)).contains("Chart.js v4.4.4");
    assertThat(page(new Prose("No chart."))).doesNotContain("<script");
  }

  @Test
  void shadesAHeatMapByItsShares() {
    HeatMap map =
        new HeatMap("Steps", List.of("C"), List.of("C", "D"), List.of(List.of(0.25, 0.75)));
    assertThat(page(map))
        .contains("<th scope=\"row\">C</th><td style=\"--shade:0.684\">25</td>")
        .contains("<td style=\"--shade:0.996\">75</td>");
  }

  @Test
  void holdsPicturesAndSoundsItself() {
    assertThat(
            page(
                new Picture("Roll", "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\"/>"),
                AudioClip.ofWav("Piece 1", new byte[] {1, 2, 3})))
        .contains("<svg viewBox=\"0 0 1 1\"/>")
        .doesNotContain("<?xml")
        .contains("src=\"data:audio/wav;base64,AQID\"");
  }

  @Test
  void putsColumnsSideBySide() {
    String page =
        page(new Columns(List.of(List.of(new Prose("left")), List.of(new Prose("right")))));
    assertThat(page.replaceAll("\\s+", ""))
        .contains("<divclass=\"columns\"><div><p>left</p></div><div><p>right</p></div></div>");
  }

  @Test
  void refusesAChartInAColumn() {
    assertThatThrownBy(() -> new Columns(List.of(List.of(LOSS))))
        .hasMessageStartingWith("columns must have no charts and no columns, had ");
  }

  @Test
  void loadsNothingFromElsewhere() {
    assertThat(page(LOSS)).doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @Test
  void refusesIntervalsForSomeOfTheValuesOnly() {
    assertThatThrownBy(
            () -> new Series("a", List.of(1.0, 2.0), List.of(new Block.ValueRange(0.5, 1.5))))
        .hasMessage("series a must have 2 intervals, as there are values, or none, had 1");
  }

  @Test
  void refusesARowOfAnotherLengthThanTheHeaders() {
    assertThatThrownBy(() -> new DataTable("t", List.of("a", "b"), List.of(List.of("1"))))
        .hasMessage("rows must have 2 cells, as there are headers, one had 1");
  }

  @Test
  void refusesASeriesOfAnotherLengthThanTheLabels() {
    List<Series> series = List.of(new Series("a", List.of(1.0)));
    assertThatThrownBy(
            () -> new Chart(Chart.ChartType.BAR, "c", "x", "y", List.of("1", "2"), series))
        .hasMessage("series a must have 2 values, as there are labels, had 1");
  }

  @Test
  void refusesAShareOutsideZeroToOne() {
    List<List<Double>> values = List.of(List.of(1.5));
    assertThatThrownBy(() -> new HeatMap("m", List.of("a"), List.of("b"), values))
        .hasMessage("values must be 0 to 1, one was 1.5");
  }

  private static String page(Block... blocks) {
    return ReportPage.html(new Report("Title", "Lead.", List.of(Section.of("Part", blocks))));
  }
}
