package io.nocturne.survey.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.evaluate.music.SummaryStatistics;
import io.nocturne.survey.AnswerKey;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes an analysis as JSON; undefined values are null. */
final class AnalysisJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;

  private AnalysisJson() {}

  /** Returns the analysis as a JSON document. */
  static byte[] bytes(AnswerKey key, Analysis analysis) {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("study", key.study());
    analysis.participants().forEach(root.putArray("participants")::add);
    ObjectNode scales = root.putObject("questions");
    for (Analysis.RatingScale scale : analysis.scales()) {
      scale(scales.putObject(scale.question().key()), key, scale);
    }
    ObjectNode heard = root.putObject("heard_before");
    for (Analysis.Heard of : analysis.heard()) {
      ObjectNode answers = heard.putObject(of.source().name());
      of.answers().forEach(answers::put);
    }
    if (!analysis.participants().isEmpty()) {
      Caveats.of(analysis).forEach(root.putArray("remarks")::add);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void scale(ObjectNode node, AnswerKey key, Analysis.RatingScale scale) {
    node.put("published_mean", PublishedTable.mean(scale.question()));
    number(node, "krippendorff_alpha", scale.alpha());
    ArrayNode sources = node.putArray("sources");
    for (Analysis.OfSource of : scale.sources()) {
      ObjectNode source = sources.addObject().put("source", of.source().name());
      source.put("kind", of.source().kind().label()).put("ratings", of.ratings());
      sample(source, of.means());
    }
    ArrayNode excerpts = node.putArray("excerpts");
    for (int i = 0; i < scale.excerpts().size(); i++) {
      AnswerKey.KeyEntry entry = key.excerpts().get(i);
      ObjectNode excerpt = excerpts.addObject().put("excerpt", entry.excerpt());
      excerpt.put("source", entry.source().name()).put("origin", entry.origin());
      sample(excerpt, scale.excerpts().get(i));
    }
    node.putNull("friedman");
    scale
        .friedman()
        .ifPresent(
            test -> {
              ObjectNode friedman =
                  node.putObject("friedman").put("participants", scale.complete());
              number(friedman, "statistic", test.statistic());
              number(friedman, "p", test.pValue());
              number(friedman, "kendalls_w", test.kendallsW());
            });
    ArrayNode pairs = node.putArray("pairs");
    for (Analysis.Pair pair : scale.pairs()) {
      ObjectNode one = pairs.addObject().put("first", pair.first().name());
      one.put("second", pair.second().name()).put("participants", pair.participants());
      one.put("different", pair.test().pairs()).put("p", pair.test().pValue());
      one.put("p_holm", pair.adjusted()).put("rank_biserial", pair.test().rankBiserial());
      sample(one.putObject("difference"), pair.difference());
    }
  }

  private static void sample(ObjectNode node, Optional<SummaryStatistics> sample) {
    SummaryStatistics.Interval none = new SummaryStatistics.Interval(Double.NaN, Double.NaN);
    node.put("n", sample.map(SummaryStatistics::size).orElse(0));
    number(node, "mean", sample.map(SummaryStatistics::mean).orElse(Double.NaN));
    number(node, "sd", sample.map(SummaryStatistics::standardDeviation).orElse(Double.NaN));
    SummaryStatistics.Interval interval = sample.map(s -> s.interval(0.95)).orElse(none);
    number(node, "low", interval.low());
    number(node, "high", interval.high());
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
