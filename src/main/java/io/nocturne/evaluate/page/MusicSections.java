package io.nocturne.evaluate.page;

import static io.nocturne.base.Numbers.measured;
import static io.nocturne.base.Numbers.percent;

import io.nocturne.evaluate.music.Distribution;
import io.nocturne.evaluate.music.Measure;
import io.nocturne.evaluate.music.SetMeasures;
import io.nocturne.evaluate.music.SetMeasures.SetDistance;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings.Reference;
import io.nocturne.io.html.Block;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.Chart.ChartType;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.HeatMap;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Block.Series;
import io.nocturne.io.html.Report.Section;
import io.nocturne.music.Piece;
import io.nocturne.originality.Originality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sections of a page about music. */
final class MusicSections {
  /** The maximum number of pieces shown; more would take minutes and hundreds of megabytes. */
  private static final int PIECES_SHOWN = 8;

  private static final int CLASSES = 12;

  private final MusicFindings music;
  private final Optional<Reference> reference;

  MusicSections(MusicFindings music) {
    this.music = music;
    reference = music.reference();
  }

  static String lead(MusicFindings music) {
    String what = music.name() + ", " + pieces(music.pieces().size());
    return music
        .reference()
        .map(
            other ->
                "Music: %s, beside %s, %s."
                    .formatted(what, other.name(), pieces(other.measures().pieces().size())))
        .orElse("Music: " + what + ".");
  }

  private static String pieces(int count) {
    return count == 1 ? "one piece" : count + " pieces";
  }

  List<Section> all() {
    List<Section> sections = new ArrayList<>();
    sections.add(measures());
    sections.add(pitches());
    if (!music.measures().mean(Distribution.NOTE_LENGTH_HISTOGRAM).isEmpty()) {
      sections.add(rhythm());
    }
    reference.ifPresent(other -> sections.add(originality(other)));
    sections.add(pieces());
    return sections;
  }

  private Section measures() {
    return Section.of(
        "Measures of the music",
        reference.isPresent() ? comparison(reference.get()) : table(),
        new Prose(
            "Means and standard deviations (sd) of the pieces."
                + (reference.isPresent()
                    ? " Overlap and KL compare the distances between the pieces and the other music"
                        + " with the distances within the other music: overlap 1 and KL 0 are"
                        + " best. A measure that is the same in all pieces has neither."
                    : "")));
  }

  private DataTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      rows.add(
          List.of(
              measure.label(),
              measured(music.measures().mean(measure)),
              measured(music.measures().deviation(measure))));
    }
    return new DataTable("Measures of " + music.name(), List.of("measure", "mean", "sd"), rows);
  }

  private DataTable comparison(Reference other) {
    SetMeasures own = music.measures();
    SetMeasures others = other.measures();
    List<List<String>> rows = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      rows.add(
          row(
              measure.label(),
              List.of(
                  own.mean(measure),
                  own.deviation(measure),
                  others.mean(measure),
                  others.deviation(measure)),
              others.distance(measure, own)));
    }
    List<Double> none = List.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    for (Distribution distribution : Distribution.values()) {
      rows.add(row(distribution.label(), none, others.distance(distribution, own)));
    }
    return new DataTable(
        music.name() + " beside " + other.name(),
        List.of("measure", music.name(), "sd", other.name(), "sd", "overlap", "KL"),
        rows);
  }

  private static List<String> row(String label, List<Double> values, SetDistance distance) {
    List<String> row = new ArrayList<>(List.of(label));
    values.forEach(value -> row.add(measured(value)));
    row.add(measured(distance.overlappingArea()));
    row.add(measured(distance.klDivergence()));
    return row;
  }

  private Section pitches() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(histogram(Distribution.PITCH_CLASS_HISTOGRAM, "Pitch classes", "pitch class"));
    blocks.add(transitions(music.name(), music.measures()));
    reference.ifPresent(other -> blocks.add(transitions(other.name(), other.measures())));
    return new Section("Pitches", blocks);
  }

  private Section rhythm() {
    return Section.of(
        "Rhythm",
        histogram(Distribution.NOTE_LENGTH_HISTOGRAM, "Note lengths", "nearest note value"),
        histogram(
            Distribution.INTER_ONSET_HISTOGRAM, "Times from onset to onset", "nearest note value"));
  }

  private Chart histogram(Distribution distribution, String caption, String x) {
    List<Series> series = new ArrayList<>();
    series.add(series(music.name(), music.measures(), distribution));
    reference
        .map(other -> series(other.name(), other.measures(), distribution))
        .ifPresent(series::add);
    return new Chart(
        ChartType.BAR, caption, x, "share", HistogramBins.labels(distribution), series);
  }

  private static Series series(String name, SetMeasures measures, Distribution distribution) {
    List<Double> shares = measures.mean(distribution);
    return new Series(
        name,
        HistogramBins.order(distribution).stream()
            .map(place -> shares.isEmpty() ? Double.NaN : shares.get(place))
            .toList());
  }

  /** Divides each row by its sum, since most pairs of pitch classes are rare. */
  private static HeatMap transitions(String name, SetMeasures measures) {
    List<Double> shares = measures.mean(Distribution.PITCH_CLASS_TRANSITION_MATRIX);
    List<List<Double>> rows = new ArrayList<>();
    for (int from = 0; from < CLASSES; from++) {
      List<Double> row =
          shares.isEmpty()
              ? IntStream.range(0, CLASSES).mapToObj(to -> 0.0).toList()
              : shares.subList(from * CLASSES, (from + 1) * CLASSES);
      double sum = row.stream().mapToDouble(Double::doubleValue).sum();
      rows.add(row.stream().map(share -> sum == 0 ? 0.0 : Math.min(1, share / sum)).toList());
    }
    List<String> labels = HistogramBins.labels(Distribution.PITCH_CLASS_HISTOGRAM);
    return new HeatMap(
        name + ": the pitch class (column) that follows each (row), in percent",
        labels,
        labels,
        rows);
  }

  private static Section originality(Reference other) {
    Map<Integer, Double> seen = Originality.meanSeen(other.originalities());
    String runs =
        seen.entrySet().stream()
            .map(run -> "%s of %d notes".formatted(percent(run.getValue()), run.getKey()))
            .collect(Collectors.joining(", "));
    return Section.of(
        "Originality",
        new Prose(
            "Notes are compared by pitch, in their order; rhythm does not count."
                + (runs.isEmpty()
                    ? ""
                    : " On average over the pieces, %s contains %s of their runs."
                        .formatted(other.name(), runs))));
  }

  private Section pieces() {
    List<Block> blocks = new ArrayList<>();
    int shown = Math.min(PIECES_SHOWN, music.pieces().size());
    blocks.add(
        new Prose(
            "%s of %d; the sound stops after %d seconds."
                .formatted(
                    shown == music.pieces().size() ? "All" : "The first " + shown,
                    music.pieces().size(),
                    PieceBlocks.EXCERPT.toSeconds())));
    if (!music.withoutMemory().isEmpty()) {
      blocks.add(
          new Prose(
              "Each seed with the memory of the run and without it. Repeated is the share of runs"
                  + " of 8 notes, by pitch, that occur more than once. All figures above are of the"
                  + " pieces with the memory."));
    }
    for (int i = 0; i < shown; i++) {
      int index = i;
      Piece piece = music.pieces().get(i);
      Optional<Originality> originality = reference.map(other -> other.originalities().get(index));
      blocks.addAll(
          music.withoutMemory().isEmpty()
              ? PieceBlocks.of(piece.name(), piece, originality)
              : PieceBlocks.ofPair(piece.name(), piece, music.withoutMemory().get(i), originality));
    }
    return new Section("Pieces", blocks);
  }
}
