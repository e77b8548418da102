package io.nocturne.survey.analysis;

import io.nocturne.evaluate.music.SummaryStatistics;
import io.nocturne.io.html.Block;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Block.Series;
import io.nocturne.io.html.Block.ValueRange;
import io.nocturne.io.html.Report;
import io.nocturne.io.html.Report.Section;
import io.nocturne.survey.Answer;
import io.nocturne.survey.AnswerKey;
import io.nocturne.survey.Question;
import io.nocturne.survey.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An analysis as a page. */
final class AnalysisReport {
  private static final List<String> SAMPLE = List.of("n", "mean", "sd", "95 % from", "to");

  private AnalysisReport() {}

  /** Returns the report of an analysis with participants. */
  static Report of(Study study, AnswerKey key, Analysis analysis) {
    List<Section> sections = new ArrayList<>();
    sections.add(means(analysis));
    for (Analysis.RatingScale scale : analysis.scales()) {
      sections.add(scale(key, scale));
    }
    sections.add(words(key, analysis));
    sections.add(
        new Section(
            "What these figures allow",
            Caveats.of(analysis).stream().<Block>map(Prose::new).toList()));
    return new Report(
        study.title(),
        "Ratings by %d participants of %d excerpts, on scales of 1 to 5."
            .formatted(analysis.participants().size(), key.excerpts().size()),
        sections);
  }

  private static Section means(Analysis analysis) {
    List<String> labels = new ArrayList<>();
    for (Analysis.RatingScale scale : analysis.scales()) {
      labels.add(scale.question().key());
    }
    List<Series> series = new ArrayList<>();
    List<Analysis.OfSource> sources = analysis.scales().get(0).sources();
    for (int i = 0; i < sources.size(); i++) {
      int source = i;
      List<Optional<SummaryStatistics>> means =
          analysis.scales().stream().map(scale -> scale.sources().get(source).means()).toList();
      series.add(
          new Series(
              sources.get(i).source().name(),
              means.stream()
                  .map(mean -> mean.map(SummaryStatistics::mean).orElse(Double.NaN))
                  .toList(),
              means.stream().map(AnalysisReport::interval).toList()));
    }
    series.add(
        new Series(
            "published study",
            analysis.scales().stream().map(s -> PublishedTable.mean(s.question())).toList()));
    return Section.of(
        "Means",
        new Chart(
            Chart.ChartType.BAR,
            "Mean rating of each kind of music, with 95 % intervals",
            "question",
            "rating",
            labels,
            series),
        new Prose(
            "The published study asked ten musicians about its own generated music alone, and gives"
                + " means without spread. With other listeners, other music and no comparison, its"
                + " figures are not a standard to reach; they are shown for reference."));
  }

  private static Section scale(AnswerKey key, Analysis.RatingScale scale) {
    List<List<String>> sources = new ArrayList<>();
    for (Analysis.OfSource of : scale.sources()) {
      sources.add(row(of.source().name(), of.means()));
    }
    List<List<String>> excerpts = new ArrayList<>();
    for (int i = 0; i < key.excerpts().size(); i++) {
      AnswerKey.KeyEntry entry = key.excerpts().get(i);
      excerpts.add(row(name(entry), scale.excerpts().get(i)));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Prose(scale.question().text()));
    blocks.add(new DataTable("By who made it; n are participants", headers("music"), sources));
    blocks.add(new Prose("Krippendorff's alpha (ordinal): " + number(scale.alpha()) + "."));
    scale
        .friedman()
        .ifPresent(
            test ->
                blocks.add(
                    new Prose(
                        "Friedman's test, of %d participants: chi-squared %s, p %s, Kendall's W %s."
                            .formatted(
                                scale.complete(),
                                number(test.statistic()),
                                probability(test.pValue()),
                                number(test.kendallsW())))));
    if (!scale.pairs().isEmpty()) {
      blocks.add(pairs(scale));
    }
    blocks.add(new DataTable("By excerpt; n are ratings", headers("excerpt"), excerpts));
    return new Section(
        scale.question().key().substring(0, 1).toUpperCase(Locale.ROOT)
            + scale.question().key().substring(1),
        blocks);
  }

  private static DataTable pairs(Analysis.RatingScale scale) {
    List<List<String>> rows = new ArrayList<>();
    for (Analysis.Pair pair : scale.pairs()) {
      rows.add(
          List.of(
              pair.first().name() + " - " + pair.second().name(),
              Integer.toString(pair.participants()),
              number(pair.difference().map(SummaryStatistics::mean).orElse(Double.NaN)),
              probability(pair.test().pValue()),
              probability(pair.adjusted()),
              number(pair.test().rankBiserial())));
    }
    return new DataTable(
        "Pairs: Wilcoxon's signed-rank test, p also by Holm's correction for all pairs",
        List.of("music", "n", "difference", "p", "p (Holm)", "rank-biserial"),
        rows);
  }

  private static Section words(AnswerKey key, Analysis analysis) {
    List<String> headers = new ArrayList<>(List.of("music"));
    headers.addAll(Question.HEARD_ANSWERS);
    List<List<String>> heard = new ArrayList<>();
    for (Analysis.Heard of : analysis.heard()) {
      List<String> row = new ArrayList<>(List.of(of.source().name()));
      Question.HEARD_ANSWERS.forEach(value -> row.add(of.answers().get(value).toString()));
      heard.add(row);
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Prose("Whoever knows a piece knows who made it. No rating is left out because of it."));
    blocks.add(new DataTable("Heard before; answers", headers, heard));
    Map<String, String> names =
        key.excerpts().stream()
            .collect(Collectors.toMap(AnswerKey.KeyEntry::excerpt, AnalysisReport::name));
    for (Answer comment : analysis.comments()) {
      blocks.add(
          new Prose(
              "Participant %d on %s: %s"
                  .formatted(
                      comment.participant(), names.get(comment.excerpt()), comment.value())));
    }
    return new Section("Heard before, and comments", blocks);
  }

  private static String name(AnswerKey.KeyEntry entry) {
    return entry.source().name() + ": " + entry.origin();
  }

  private static List<String> headers(String first) {
    List<String> headers = new ArrayList<>(List.of(first));
    headers.addAll(SAMPLE);
    return headers;
  }

  private static List<String> row(String name, Optional<SummaryStatistics> sample) {
    ValueRange interval = interval(sample);
    return List.of(
        name,
        Integer.toString(sample.map(SummaryStatistics::size).orElse(0)),
        number(sample.map(SummaryStatistics::mean).orElse(Double.NaN)),
        number(sample.map(SummaryStatistics::standardDeviation).orElse(Double.NaN)),
        number(interval.low()),
        number(interval.high()));
  }

  private static ValueRange interval(Optional<SummaryStatistics> sample) {
    return sample
        .map(s -> s.interval(0.95))
        .map(interval -> new ValueRange(interval.low(), interval.high()))
        .orElse(ValueRange.NONE);
  }

  private static String probability(double p) {
    return p < 0.001 ? "< 0.001" : number(p);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
