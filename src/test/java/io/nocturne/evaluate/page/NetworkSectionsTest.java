package io.nocturne.evaluate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.ModelMetrics;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.evaluate.Reliability;
import io.nocturne.evaluate.Reliability.Bin;
import io.nocturne.evaluate.page.EvaluationReport.NetworkFindings;
import io.nocturne.io.html.Block;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Report.Section;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkSectionsTest {
  private static final Metrics HALF_RIGHT = new Metrics(100, 100, 200, 50, 80);

  @Test
  void theTableHasTheNetworkItsMemoryAndEachBaseline() {
    DataTable table = block(section(findings(Optional.empty()), "Prediction"), DataTable.class);
    assertThat(table.rows())
        .containsExactly(
            List.of("network", "2.0000", "7.39", "2.8854", "2.8854", "0.5000", "0.8000"),
            List.of(
                "network with memory", "2.0000", "7.39", "2.8854", "2.8854", "0.5000", "0.8000"),
            List.of("6-gram", "2.0000", "7.39", "2.8854", "2.8854", "0.5000", "0.8000"));
  }

  @Test
  void saysInWordsWhatCopyingWouldReach() {
    Leak leak = new Leak(40, model("every", new Metrics(4000, 4000, 400, 3916, 4000)));
    Prose prose = block(section(findings(Optional.of(leak)), "Prediction"), Prose.class);
    assertThat(prose.text())
        .contains("reaches 97.5 % accuracy over all positions; this one reaches 97.9 %")
        .contains("it reaches 50.0 %: only this accuracy is prediction");
  }

  @Test
  void namesTheBestEpochAndDrawsAllOfThem() {
    Section learning = section(findings(Optional.empty()), "Learning");
    assertThat(block(learning, Prose.class).text())
        .startsWith("The validation loss is lowest after epoch 2 of 3: 1.5000.");
    Chart loss = block(learning, Chart.class);
    assertThat(loss.labels()).containsExactly("1", "2", "3");
    assertThat(loss.series().get(1).values()).containsExactly(2.0, 1.5, 1.75);
  }

  @Test
  void saysThatTheCurvesIncludeReadTargets() {
    Leak leak = new Leak(40, model("every", HALF_RIGHT));
    Section learning = section(findings(Optional.of(leak)), "Learning");
    assertThat(block(learning, Prose.class).text())
        .endsWith("at most of them the target was read.");
  }

  @Test
  void hasNoCurvesOfARunThatWasTrainedElsewhere() {
    NetworkFindings imported =
        new NetworkFindings("midi", Map.of(), List.of(), evaluation(Optional.empty()));
    assertThat(NetworkSections.of(imported))
        .extracting(Section::heading)
        .doesNotContain("Learning");
  }

  @Test
  void aBinWithoutTargetsHasNoAccuracy() {
    Chart reliability = block(section(findings(Optional.empty()), "Calibration"), Chart.class);
    assertThat(reliability.labels()).containsExactly("0.50", "1.00");
    assertThat(reliability.series().get(0).values()).containsExactly(Double.NaN, 0.5);
    assertThat(reliability.series().get(1).values()).containsExactly(Double.NaN, 0.75);
  }

  @Test
  void aPositionWithoutTargetsHasNoLoss() {
    Chart loss = block(section(findings(Optional.empty()), "Position in the window"), Chart.class);
    assertThat(loss.series().get(0).values()).containsExactly(Double.NaN, 2.0);
  }

  @Test
  void aNetworkThatPredictsOnceAWindowHasNoPositions() {
    ModelMetrics once =
        new ModelMetrics(
            "network",
            HALF_RIGHT,
            reliability(),
            List.of(HALF_RIGHT),
            parts(),
            pieces(),
            List.of(HALF_RIGHT),
            types());
    Evaluation evaluation =
        new Evaluation(judged(), once, Optional.empty(), Optional.empty(), List.of());
    assertThat(NetworkSections.of(new NetworkFindings("x", Map.of(), List.of(), evaluation)))
        .extracting(Section::heading)
        .doesNotContain("Position in the window");
  }

  @Test
  void showsTheBitsOfANoteFromTheBeginningToTheEndOfPieces() {
    Chart bits = block(section(findings(Optional.empty()), "Parts of the pieces"), Chart.class);
    assertThat(bits.labels()).containsExactly("bars 1-16", "bars 17-32");
    assertThat(bits.series())
        .extracting(Block.Series::name)
        .containsExactly("network", "network with memory");
    assertThat(bits.series().get(0).values().get(0)).isCloseTo(3 / Math.log(2), within(1e-12));
  }

  @Test
  void sharesTheBitsOfANoteOutAmongTypes() {
    Chart bits = block(section(findings(Optional.empty()), "Types of tokens"), Chart.class);
    assertThat(bits.labels()).containsExactly("Pitch", "Duration");
    assertThat(bits.series())
        .extracting(Block.Series::name)
        .containsExactly("network", "network with memory", "6-gram");
    List<Double> values = bits.series().get(0).values();
    assertThat(values.get(0)).isCloseTo(1.5 / Math.log(2), within(1e-12));
    assertThat(values.get(1)).isCloseTo(0.5 / Math.log(2), within(1e-12));
  }

  @Test
  void listsThePiecesFromTheBestPredictedToTheWorst() {
    DataTable table =
        block(
            section(findings(Optional.empty()), "Pieces predicted best and worst"),
            DataTable.class);
    assertThat(table.rows())
        .containsExactly(
            List.of("easy.mid", "best", "100", "1.0000", "0.9000"),
            List.of("hard.mid", "worst", "100", "3.0000", "0.1000"));
  }

  private static NetworkFindings findings(Optional<Leak> leak) {
    return new NetworkFindings(
        "chopin",
        Map.of("tokens", "pitch"),
        List.of(epoch(0, 2), epoch(1, 1.5), epoch(2, 1.75)),
        evaluation(leak));
  }

  private static Evaluation evaluation(Optional<Leak> leak) {
    return new Evaluation(
        judged(),
        model("network", HALF_RIGHT),
        Optional.of(model("network with memory", HALF_RIGHT)),
        leak,
        List.of(model("6-gram", HALF_RIGHT)));
  }

  private static EvaluatedData judged() {
    return new EvaluatedData("f", Part.VALIDATION, true, 2, 100, Context.WINDOW, Optional.empty());
  }

  private static ModelMetrics model(String name, Metrics total) {
    return new ModelMetrics(
        name,
        total,
        reliability(),
        List.of(Metrics.NONE, HALF_RIGHT),
        parts(),
        pieces(),
        List.of(HALF_RIGHT),
        types());
  }

  private static Reliability reliability() {
    return new Reliability(List.of(new Bin(0, 0, 0), new Bin(100, 75, 50)));
  }

  private static List<NamedMetrics> parts() {
    return List.of(
        new NamedMetrics("bars 1-16", new Metrics(100, 50, 150, 50, 60)),
        new NamedMetrics("bars 17-32", new Metrics(100, 50, 50, 50, 60)));
  }

  private static List<NamedMetrics> pieces() {
    return List.of(
        new NamedMetrics("hard.mid", new Metrics(100, 100, 300, 10, 20)),
        new NamedMetrics("easy.mid", new Metrics(100, 100, 100, 90, 95)));
  }

  private static List<NamedMetrics> types() {
    return List.of(
        new NamedMetrics("Pitch", new Metrics(50, 100, 150, 10, 30)),
        new NamedMetrics("Duration", new Metrics(50, 0, 50, 40, 50)));
  }

  private static EpochLog epoch(int epoch, double validation) {
    return new EpochLog(
        epoch, new BatchLoss(30, 5, 10), new BatchLoss(10 * validation, 5, 10), 0.001, 1);
  }

  private static Section section(NetworkFindings findings, String heading) {
    return NetworkSections.of(findings).stream()
        .filter(section -> section.heading().equals(heading))
        .findFirst()
        .orElseThrow();
  }

  /** The first block of a kind. */
  private static <B extends Block> B block(Section section, Class<B> kind) {
    return section.blocks().stream().filter(kind::isInstance).map(kind::cast).findFirst().get();
  }
}
