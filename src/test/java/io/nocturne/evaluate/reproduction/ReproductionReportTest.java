package io.nocturne.evaluate.reproduction;

import static io.nocturne.evaluate.reproduction.Trials.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nocturne.evaluate.reproduction.StudyPlan.Ablation;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Report;
import io.nocturne.io.html.Report.Section;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReproductionReportTest {

  @Test
  void setsThePublishedTableBesideTheBestEpochOfEachReading() {
    DataTable table = table(report(1), "Table 1");
    assertThat(table.headers())
        .containsExactly("", "published", "last, by piece", "every, by piece");
    assertThat(table.rows())
        .containsExactly(
            List.of("training accuracy", "0.992", "0.1600", "0.9900"),
            List.of("validation accuracy", "0.985", "0.1500", "0.9800"),
            List.of("training loss", "0.087", "1.5000", "1.5000"),
            List.of("validation loss", "0.093", "1.0000", "1.0000"));
  }

  @Test
  void separatesCopyingFromPredictionInATable() {
    DataTable table = table(report(1), "What is prediction");
    assertThat(table.rows())
        .contains(
            List.of("accuracy at all positions", "0.1500", "0.9800"),
            List.of("accuracy of copying alone", "", "0.9750"),
            List.of("accuracy where nothing can be copied", "0.1500", "0.1400"),
            List.of("accuracy of the 6-gram there", "0.1600", "0.1600"));
  }

  /** 12.706 is Student's t for one degree of freedom; half of the distance times it. */
  @Test
  void hasIntervalsFromTwoSeedsOn() {
    DataTable table = table(report(2), "Table 1");
    assertThat(table.rows().get(1))
        .containsExactly(
            "validation accuracy", "0.985", "0.1600 \u00b1 0.1271", "0.9900 \u00b1 0.1271");
  }

  @Test
  void drawsTheCurvesOfEachReading() {
    Section curves = section(report(1), "Figure 2");
    assertThat(curves.blocks()).hasSize(2);
    assertThat(((Chart) curves.blocks().get(0)).series().get(1).values())
        .containsExactly(2.0, 1.0, 1.5);
  }

  @Test
  void tablesAnAblationFromTheUnvaried() {
    DataTable table = table(report(1), "Ablation: dropout");
    assertThat(table.rows())
        .containsExactly(
            List.of("as in the readings", "1,000", "2.0000", "", "0.1500", "", "2.0", "6.0"),
            List.of(
                "last, by window",
                "1,000",
                "2.0000",
                "+0.0000",
                "0.2000",
                "+0.0500",
                "2.0",
                "6.0"));
  }

  /** By hand: 0.21 and 0.22 less 0.15 and 0.17; 0.055 in the mean, and 12.706 times 0.005. */
  @Test
  void comparesVariationsSeedBySeed() {
    List<TrialResult> varied =
        List.of(
            result(Interpretation.LAST_WINDOW, 2, 22, 22, 16),
            result(Interpretation.LAST_WINDOW, 1, 21, 21, 16));
    ResultColumn unvaried =
        new ResultColumn(reproduction(2).readings().get(Interpretation.LAST_PIECE));
    assertThat(
            new ResultColumn(varied)
                .difference(unvaried, one -> ResultColumn.withoutCopying(one).accuracy()))
        .isEqualTo("+0.0550 \u00b1 0.0635");
  }

  @Test
  void theJsonHasEveryTrainingWithItsSettings() throws IOException {
    JsonNode json = new JsonMapper().readTree(ReproductionJson.bytes(reproduction(2)));
    assertThat(json.at("/published/validation_accuracy").asDouble()).isEqualTo(0.985);
    assertThat(json.at("/readings")).hasSize(4);
    assertThat(json.at("/readings/1/run").asText()).isEqualTo("last-piece-2");
    assertThat(json.at("/readings/0/config/model/units").asInt()).isEqualTo(256);
    assertThat(json.at("/readings/0/best/val_loss").asDouble()).isEqualTo(1);
    assertThat(json.at("/ablations/dropout")).hasSize(3);
  }

  private static Report report(int seeds) {
    return ReproductionReport.of(reproduction(seeds));
  }

  private static Reproduction reproduction(int seeds) {
    List<TrialResult> last =
        List.of(
            result(Interpretation.LAST_PIECE, 1, 15, 15, 16),
            result(Interpretation.LAST_PIECE, 2, 17, 17, 16));
    List<TrialResult> every =
        List.of(
            result(Interpretation.EVERY_PIECE, 1, 98, 14, 16),
            result(Interpretation.EVERY_PIECE, 2, 100, 14, 16));
    return new Reproduction(
        Map.of("corpus", "two pieces"),
        Map.of(
            Interpretation.LAST_PIECE, last.subList(0, seeds),
            Interpretation.EVERY_PIECE, every.subList(0, seeds)),
        Map.of(
            Ablation.DROPOUT,
            List.of(
                last.subList(0, seeds),
                List.of(result(Interpretation.LAST_WINDOW, 1, 20, 20, 16)))));
  }

  private static Section section(Report report, String heading) {
    return report.sections().stream()
        .filter(section -> section.heading().equals(heading))
        .findFirst()
        .orElseThrow();
  }

  private static DataTable table(Report report, String heading) {
    return section(report, heading).blocks().stream()
        .filter(DataTable.class::isInstance)
        .map(DataTable.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
