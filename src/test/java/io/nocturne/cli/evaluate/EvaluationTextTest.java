package io.nocturne.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Overlap;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.ModelMetrics;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.evaluate.Reliability;
import io.nocturne.model.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {
  private static final Metrics PIECE = new Metrics(100, 100, 150, 40, 60);

  @Test
  void saysHowMuchOfTheMusicTheTrainingPartHas() {
    assertThat(lines(Optional.of(new Overlap(300, 37, 60)), PIECE, PIECE, PIECE))
        .contains(
            "12.3 % of the notes are in passages of 16 notes that the training part has, 20.0 % in"
                + " any key.");
    assertThat(lines(Optional.empty(), PIECE, PIECE, PIECE))
        .noneMatch(line -> line.contains("passages"));
  }

  @Test
  void saysWhetherIntervalsAreOverPiecesOrGroups() {
    assertThat(lines(Optional.empty(), PIECE, PIECE, PIECE))
        .anyMatch(line -> line.startsWith("95 % interval of bits/note over pieces: network "));
    assertThat(lines(Optional.empty(), PIECE, new Metrics(200, 200, 300, 80, 120)))
        .anyMatch(
            line -> line.startsWith("95 % interval of bits/note over groups of pieces: network "));
  }

  /** Returns the text about three pieces in these groups. */
  private static List<String> lines(Optional<Overlap> overlap, Metrics... groups) {
    List<NamedMetrics> pieces =
        List.of(
            new NamedMetrics("a", PIECE),
            new NamedMetrics("b", PIECE),
            new NamedMetrics("c", PIECE));
    ModelMetrics network =
        new ModelMetrics(
            "network",
            new Metrics(300, 300, 450, 120, 180),
            new Reliability(List.of()),
            List.of(),
            List.of(),
            pieces,
            List.of(groups),
            List.of());
    EvaluatedData data =
        new EvaluatedData("f", Part.VALIDATION, true, 3, 300, Context.WINDOW, overlap);
    Evaluation evaluation =
        new Evaluation(data, network, Optional.empty(), Optional.empty(), List.of());
    return new EvaluationText("run", Path.of("corpus"), evaluation).lines(Optional.empty());
  }
}
