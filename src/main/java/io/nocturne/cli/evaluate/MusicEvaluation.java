package io.nocturne.cli.evaluate;

import io.nocturne.base.Numbers;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.TextColumn;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.evaluate.music.Distribution;
import io.nocturne.evaluate.music.Measure;
import io.nocturne.evaluate.music.SetMeasures;
import io.nocturne.evaluate.music.SetMeasures.SetDistance;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.originality.Originality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results about music, as tables and JSON. */
final class MusicEvaluation {
  static final Setting<Optional<Path>> MUSIC =
      Setting.optional(
          "music",
          ValueType.path("MIDI"),
          "none",
          "pieces to measure: a MIDI or MusicXML file, or a folder of them");
  static final Setting<Optional<Path>> AGAINST =
      Setting.optional(
          "against",
          ValueType.path("MUSIC"),
          "none",
          "music to compare with and to search for copies: MIDI, or a folder that prepare wrote");

  private final SetMeasures music;
  private final Optional<SetMeasures> against;
  private final List<Originality> originalities;

  MusicEvaluation(MusicFindings findings) {
    music = findings.measures();
    against = findings.reference().map(MusicFindings.Reference::measures);
    originalities =
        findings.reference().map(MusicFindings.Reference::originalities).orElse(List.of());
  }

  /** Prints tables of the measures, and a line for each piece if there is music to compare with. */
  void print(Console console) {
    console.print(against.isPresent() ? comparison(against.get()) : table());
    for (int i = 0; i < originalities.size(); i++) {
      console.print(music.pieces().get(i).name() + ": " + originalities.get(i).sentence());
    }
    if (!originalities.isEmpty()) {
      console.print("runs of notes found in the corpus: " + sharesFound());
    }
  }

  /**
   * Returns the mean share of runs that are found, for each length: {@code 4 notes 30.6 %, ...}.
   */
  private String sharesFound() {
    Map<Integer, Double> means = Originality.meanSeen(originalities);
    return means.isEmpty()
        ? "none, since every piece is too short"
        : means.entrySet().stream()
            .map(mean -> mean.getKey() + " notes " + Numbers.percent(mean.getValue()))
            .collect(Collectors.joining(", "));
  }

  private Table table() {
    Table table =
        new Table(TextColumn.text("measure"), TextColumn.number("mean"), TextColumn.number("sd"));
    for (Measure measure : Measure.values()) {
      table.row(
          measure.label(),
          Numbers.measured(music.mean(measure)),
          Numbers.measured(music.deviation(measure)));
    }
    return table;
  }

  private Table comparison(SetMeasures others) {
    Table table =
        new Table(
            TextColumn.text("measure"),
            TextColumn.number("music"),
            TextColumn.number("sd"),
            TextColumn.number("against"),
            TextColumn.number("sd"),
            TextColumn.number("overlap"),
            TextColumn.number("KL"));
    for (Measure measure : Measure.values()) {
      SetDistance distance = others.distance(measure, music);
      table.row(
          measure.label(),
          Numbers.measured(music.mean(measure)),
          Numbers.measured(music.deviation(measure)),
          Numbers.measured(others.mean(measure)),
          Numbers.measured(others.deviation(measure)),
          Numbers.measured(distance.overlappingArea()),
          Numbers.measured(distance.klDivergence()));
    }
    for (Distribution distribution : Distribution.values()) {
      SetDistance distance = others.distance(distribution, music);
      table.row(
          distribution.label(),
          "",
          "",
          "",
          "",
          Numbers.measured(distance.overlappingArea()),
          Numbers.measured(distance.klDivergence()));
    }
    return table;
  }

  /** Writes all figures, including those of each piece. */
  void write(Path file) throws IOException {
    AtomicFile.write(Folders.makeParent(file), MusicJson.bytes(music, against, originalities));
  }
}
