package io.nocturne.survey.analysis;

import io.nocturne.evaluate.music.SummaryStatistics;
import io.nocturne.io.html.Report;
import io.nocturne.survey.Answer;
import io.nocturne.survey.AnswerKey;
import io.nocturne.survey.AnswerKey.Source;
import io.nocturne.survey.Question;
import io.nocturne.survey.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The statistics of participants' ratings.
 *
 * @param participants numbers of those who rated something, ascending
 * @param scales one for each question
 * @param heard one for each source, in the key's order
 * @param comments the comments that are not blank
 */
public record Analysis(
    List<Integer> participants,
    List<RatingScale> scales,
    List<Heard> heard,
    List<Answer> comments) {

  /**
   * The answers to one question.
   *
   * @param question the question
   * @param alpha Krippendorff's, of all ratings of excerpts; NaN where nothing can be compared
   * @param excerpts in the key's order; empty for one without ratings
   * @param sources in the key's order
   * @param complete the number of participants who rated something of every source
   * @param friedman of the participants' means by source; empty with fewer than 2 such participants
   *     or 3 sources
   * @param pairs all pairs of sources that a participant rated both of
   */
  public record RatingScale(
      Question question,
      double alpha,
      List<Optional<SummaryStatistics>> excerpts,
      List<OfSource> sources,
      int complete,
      Optional<Friedman> friedman,
      List<Pair> pairs) {}

  /**
   * The ratings of a source.
   *
   * @param source the source of the excerpts
   * @param ratings the number of ratings
   * @param means of the participants' means, one for each who rated some of it; empty if none did
   */
  public record OfSource(Source source, int ratings, Optional<SummaryStatistics> means) {}

  /**
   * The numbers of answers on whether participants had heard excerpts of a source before.
   *
   * @param source the source of the excerpts
   * @param answers the number of each of {@link Question#HEARD_ANSWERS}
   */
  public record Heard(Source source, Map<String, Long> answers) {}

  /**
   * The comparison of two sources.
   *
   * @param first one
   * @param second other
   * @param participants the number of participants who rated both
   * @param difference of the participants' means, first less second; empty without participants
   * @param test of the same
   * @param adjusted its p-value by Holm's correction, for all pairs of this question
   */
  public record Pair(
      Source first,
      Source second,
      int participants,
      Optional<SummaryStatistics> difference,
      SignedRank test,
      double adjusted) {}

  public Analysis {
    participants = List.copyOf(participants);
    scales = List.copyOf(scales);
    heard = List.copyOf(heard);
    comments = List.copyOf(comments);
  }

  /** Returns the analysis of answers with the sources of the excerpts. */
  public static Analysis of(AnswerKey key, List<Answer> answers) {
    TreeSet<Integer> participants = new TreeSet<>();
    List<String> questions = Arrays.stream(Question.values()).map(Question::key).toList();
    for (Answer answer : answers) {
      if (questions.contains(answer.question())) {
        participants.add(answer.participant());
      }
    }
    List<Integer> raters = List.copyOf(participants);
    return new Analysis(
        raters,
        raters.isEmpty()
            ? List.of()
            : Arrays.stream(Question.values())
                .map(question -> scale(question, key, matrix(question, key, answers, raters)))
                .toList(),
        key.sources().stream().map(source -> heard(source, key, answers)).toList(),
        answers.stream()
            .filter(answer -> answer.question().equals(Question.COMMENT))
            .filter(answer -> !answer.value().isBlank())
            .toList());
  }

  /** Returns sentences on the limits of the figures; there must be a participant. */
  public List<String> caveats() {
    return Caveats.of(this);
  }

  /**
   * Returns the analysis as a JSON document.
   *
   * @param key the sources of the excerpts
   */
  public byte[] toJson(AnswerKey key) {
    return AnalysisJson.bytes(key, this);
  }

  /**
   * Returns the analysis, which must have participants, as a report to read.
   *
   * @param key the sources of the excerpts
   */
  public Report toReport(Study study, AnswerKey key) {
    return AnalysisReport.of(study, key, this);
  }

  private static Heard heard(Source source, AnswerKey key, List<Answer> answers) {
    Set<String> excerpts =
        key.excerpts().stream()
            .filter(entry -> entry.source().equals(source))
            .map(AnswerKey.KeyEntry::excerpt)
            .collect(Collectors.toSet());
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String value : Question.HEARD_ANSWERS) {
      counts.put(
          value,
          answers.stream()
              .filter(answer -> excerpts.contains(answer.excerpt()))
              .filter(answer -> answer.question().equals(Question.HEARD))
              .filter(answer -> answer.value().equals(value))
              .count());
    }
    return new Heard(source, counts);
  }

  /** Returns the ratings by participant and excerpt; NaN where there is no answer. */
  private static double[][] matrix(
      Question question, AnswerKey key, List<Answer> answers, List<Integer> participants) {
    List<String> excerpts = key.excerpts().stream().map(AnswerKey.KeyEntry::excerpt).toList();
    double[][] matrix = new double[participants.size()][excerpts.size()];
    for (double[] row : matrix) {
      Arrays.fill(row, Double.NaN);
    }
    for (Answer answer : answers) {
      if (answer.question().equals(question.key())) {
        int row = participants.indexOf(answer.participant());
        matrix[row][excerpts.indexOf(answer.excerpt())] = Double.parseDouble(answer.value());
      }
    }
    return matrix;
  }

  private static RatingScale scale(Question question, AnswerKey key, double[][] matrix) {
    Ratings ratings = Ratings.of(matrix);
    List<Optional<SummaryStatistics>> excerpts = new ArrayList<>();
    for (int i = 0; i < ratings.items(); i++) {
      excerpts.add(sample(ratings.of(i)));
    }
    List<Source> sources = key.sources();
    double[][] means = new double[matrix.length][sources.size()];
    for (int rater = 0; rater < matrix.length; rater++) {
      for (int source = 0; source < sources.size(); source++) {
        means[rater][source] = mean(matrix[rater], key, sources.get(source));
      }
    }
    Ratings bySource = Ratings.of(means);
    List<OfSource> of = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      int count = 0;
      for (double[] row : matrix) {
        count += of(row, key, sources.get(i)).length;
      }
      of.add(new OfSource(sources.get(i), count, sample(bySource.of(i))));
    }
    Ratings complete = bySource.complete();
    boolean testable = complete.raters() >= 2 && sources.size() >= 3;
    return new RatingScale(
        question,
        KrippendorffAlpha.ordinal(ratings),
        excerpts,
        of,
        complete.raters(),
        testable ? Optional.of(Friedman.test(complete)) : Optional.empty(),
        pairs(sources, means));
  }

  private static List<Pair> pairs(List<Source> sources, double[][] means) {
    List<Pair> raw = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      for (int k = i + 1; k < sources.size(); k++) {
        Pair pair = pair(sources, means, i, k);
        if (pair.participants() > 0) { // Else it would count for Holm's correction.
          raw.add(pair);
        }
      }
    }
    double[] adjusted = Holm.adjusted(raw.stream().mapToDouble(p -> p.test().pValue()).toArray());
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      Pair p = raw.get(i);
      pairs.add(
          new Pair(p.first(), p.second(), p.participants(), p.difference(), p.test(), adjusted[i]));
    }
    return pairs;
  }

  private static Pair pair(List<Source> sources, double[][] means, int i, int k) {
    double[][] both =
        Arrays.stream(means)
            .filter(row -> !Double.isNaN(row[i]) && !Double.isNaN(row[k]))
            .toArray(double[][]::new);
    double[] first = Arrays.stream(both).mapToDouble(row -> row[i]).toArray();
    double[] second = Arrays.stream(both).mapToDouble(row -> row[k]).toArray();
    double[] differences = Arrays.stream(both).mapToDouble(row -> row[i] - row[k]).toArray();
    return new Pair(
        sources.get(i),
        sources.get(k),
        both.length,
        sample(differences),
        SignedRank.test(first, second),
        1);
  }

  private static Optional<SummaryStatistics> sample(double[] values) {
    return values.length == 0 ? Optional.empty() : Optional.of(SummaryStatistics.of(values));
  }

  private static double mean(double[] row, AnswerKey key, Source source) {
    return Arrays.stream(of(row, key, source)).average().orElse(Double.NaN);
  }

  private static double[] of(double[] row, AnswerKey key, Source source) {
    List<Double> found = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      if (key.excerpts().get(i).source().equals(source) && !Double.isNaN(row[i])) {
        found.add(row[i]);
      }
    }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
