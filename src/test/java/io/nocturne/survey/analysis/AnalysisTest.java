package io.nocturne.survey.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.evaluate.music.SummaryStatistics;
import io.nocturne.survey.Answer;
import io.nocturne.survey.AnswerKey;
import io.nocturne.survey.AnswerKey.Source;
import io.nocturne.survey.Question;
import io.nocturne.survey.Study;
import io.nocturne.survey.StudySpec.Timing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The ratings are invented: written out here, or sampled by SplittableRandom. */
class AnalysisTest {
  private static final Source MODEL = new Source(Source.SourceType.MODEL, "run");
  private static final Source HUMAN = new Source(Source.SourceType.HUMAN, "participants");
  private static final Source RANDOM = new Source(Source.SourceType.RANDOM, "chance");
  private static final AnswerKey KEY =
      new AnswerKey(
          1,
          "s",
          List.of(
              new AnswerKey.KeyEntry("c", RANDOM, "seed 1"),
              new AnswerKey.KeyEntry("a", MODEL, "seed 2"),
              new AnswerKey.KeyEntry("b", MODEL, "seed 3"),
              new AnswerKey.KeyEntry("d", HUMAN, "x.mid")));

  private static Answer rating(int participant, String excerpt, int value) {
    return new Answer(participant, excerpt, "coherence", Integer.toString(value));
  }

  private static Analysis.RatingScale coherence(List<Answer> answers) {
    return Analysis.of(KEY, answers).scales().get(0);
  }

  @Test
  void countsEachParticipantOnceInTheMeanOfASource() {
    // One rates two excerpts of the run, the other one: 2 and 5, not 8 / 3.
    Analysis.RatingScale scale =
        coherence(List.of(rating(1, "a", 1), rating(1, "b", 3), rating(2, "a", 5)));
    Analysis.OfSource run = scale.sources().get(0);
    assertThat(run.source()).isEqualTo(MODEL);
    assertThat(run.ratings()).isEqualTo(3);
    assertThat(run.means().map(SummaryStatistics::mean)).contains(3.5);
  }

  @Test
  void comparesThoseWhoRatedBothSources() {
    Analysis.Pair pair =
        coherence(List.of(rating(1, "a", 1), rating(1, "d", 4), rating(2, "d", 5))).pairs().get(0);
    assertThat(pair.participants()).isEqualTo(1);
    assertThat(pair.difference().map(SummaryStatistics::mean)).contains(-3.0);
    assertThat(pair.test().rankBiserial()).isEqualTo(-1);
  }

  @Test
  void correctsForThePairsThatAnybodyRated() {
    List<Analysis.Pair> pairs =
        coherence(
                List.of(rating(1, "a", 1), rating(1, "d", 4), rating(2, "a", 2), rating(2, "d", 5)))
            .pairs();
    assertThat(pairs).hasSize(1);
    assertThat(pairs.get(0).adjusted()).isEqualTo(pairs.get(0).test().pValue());
  }

  @Test
  void leavesOutTestsThatTooFewAnswersDoNotAllow() {
    Analysis analysis = Analysis.of(KEY, List.of(rating(3, "a", 4)));
    assertThat(analysis.participants()).containsExactly(3);
    assertThat(analysis.scales().get(0).friedman()).isEmpty();
    assertThat(analysis.scales().get(0).alpha()).isNaN();
    assertThat(Caveats.of(analysis))
        .contains("One participant alone: there is no interval, no agreement and no test.")
        .contains(
            "coherence: 0 of 1 participants rated music of every kind; Friedman's test uses"
                + " these.");
  }

  @Test
  void findsNothingWhereNobodyRated() {
    List<Answer> comments = List.of(new Answer(1, "a", Question.COMMENT, "nice"));
    assertThat(Analysis.of(KEY, comments).participants()).isEmpty();
  }

  @Test
  void countsWhatWasHeardBeforeBySource() {
    Analysis analysis =
        Analysis.of(
            KEY,
            List.of(
                rating(1, "a", 1),
                new Answer(1, "a", Question.HEARD, "no"),
                new Answer(1, "b", Question.HEARD, "unsure"),
                new Answer(2, "a", Question.HEARD, "no"),
                new Answer(2, "d", Question.HEARD, "yes")));
    assertThat(analysis.heard())
        .containsExactly(
            new Analysis.Heard(MODEL, Map.of("yes", 0L, "no", 2L, "unsure", 1L)),
            new Analysis.Heard(HUMAN, Map.of("yes", 1L, "no", 0L, "unsure", 0L)),
            new Analysis.Heard(RANDOM, Map.of("yes", 0L, "no", 0L, "unsure", 0L)));
  }

  @Test
  void showsTheCommentsOfParticipants() {
    Answer comment = new Answer(1, "a", Question.COMMENT, "too <loud>");
    Answer blank = new Answer(1, "b", Question.COMMENT, " ");
    Analysis analysis = Analysis.of(KEY, List.of(rating(1, "a", 1), comment, blank));
    assertThat(analysis.comments()).containsExactly(comment);
    Study study =
        new Study(1, "0".repeat(16), "t", 1, Timing.EVEN, 1, -23, 1, List.of("1".repeat(16)));
    assertThat(analysis.toReport(study, KEY).html())
        .contains("Participant 1 on run: seed 2: too &lt;loud&gt;");
  }

  @Test
  void writesNullForWhatCannotBeTold() {
    Analysis analysis = Analysis.of(KEY, List.of(rating(1, "a", 4)));
    String json = new String(AnalysisJson.bytes(KEY, analysis), StandardCharsets.UTF_8);
    assertThat(json).contains("\"krippendorff_alpha\" : null").doesNotContain("NaN");
  }

  @Test
  void findsWhoAllAgreeIsBetter() {
    SplittableRandom random = new SplittableRandom(1);
    List<Answer> answers = new ArrayList<>();
    for (int participant = 1; participant <= 10; participant++) {
      answers.add(rating(participant, "c", 1));
      answers.add(rating(participant, "a", 2 + random.nextInt(2)));
      answers.add(rating(participant, "d", 4 + random.nextInt(2)));
    }
    Analysis.RatingScale scale = coherence(answers);
    assertThat(scale.friedman().orElseThrow().kendallsW()).isEqualTo(1, within(1e-9));
    assertThat(scale.pairs()).allMatch(pair -> pair.adjusted() < 0.05);
    assertThat(scale.alpha()).isGreaterThan(0.8);
  }
}
