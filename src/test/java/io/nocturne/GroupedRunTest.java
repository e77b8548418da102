package io.nocturne;

import static io.nocturne.corpus.groups.Membership.ListedPart.TEST;
import static io.nocturne.corpus.groups.Membership.ListedPart.TRAIN;
import static io.nocturne.corpus.groups.Membership.ListedPart.VALIDATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.evaluate.EvaluateJob;
import io.nocturne.evaluate.EvaluateJob.Baselines;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.Overlap;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.memory.FittedMemory;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of corpora whose pieces are in groups, or in parts of a listed split. */
class GroupedRunTest {
  private static final Corpus GROUPED =
      TestCorpora.grouped(Scales.CORPUS, "a", "b", "a", "b", "c", "c");
  private static final Corpus LISTED =
      TestCorpora.listed(corpus(), TRAIN, TRAIN, VALIDATION, VALIDATION, TEST, TEST);

  @TempDir static Path shared;

  @BeforeAll
  static void train() throws IOException {
    Nocturne.train(Scales.job(run("grouped"), GROUPED, spec(SplitSpec.By.PIECE)));
    Nocturne.train(Scales.job(run("listed"), LISTED, spec(SplitSpec.By.LISTED)));
  }

  @Test
  void theMemoryOfAPieceIsFittedToOtherGroups() throws IOException {
    FittedMemory memory = RunFolder.open(run("grouped")).checkpoints().memory().orElseThrow();
    Corpus data =
        new Corpus(
            GROUPED.tokenizer(), spec(SplitSpec.By.PIECE).split(GROUPED).validation().pieces());
    assertThat(data.pieces()).hasSize(4);
    assertThat(memory.folds()).hasSize(2);
  }

  @Test
  void intervalsAreOverGroupsOfPieces() throws IOException {
    Evaluation evaluation = evaluate("grouped", GROUPED, Part.VALIDATION);
    assertThat(evaluation.network().pieces()).hasSize(4);
    assertThat(evaluation.network().groups()).hasSize(2);
    assertThat(evaluation.network().groups().stream().mapToLong(group -> group.targets()).sum())
        .isEqualTo(evaluation.network().total().targets());
  }

  @Test
  void aSplitAsListedValidatesAndTestsOnTheListedPieces() throws IOException {
    assertThat(evaluate("listed", LISTED, Part.VALIDATION).network().pieces())
        .extracting(NamedMetrics::name)
        .containsExactly("piece 2", "piece 3");
    assertThat(evaluate("listed", LISTED, Part.TEST).network().pieces())
        .extracting(NamedMetrics::name)
        .containsExactly("piece 4", "piece 5");
  }

  /**
   * Of the 22 targets of each test piece, all of piece 4 are in passages of piece 0 in another key,
   * and 12 of piece 5 in those that it begins with.
   */
  @Test
  void notesInPassagesOfTheTrainingPartAreCounted() throws IOException {
    assertThat(evaluate("listed", LISTED, Part.TEST).data().overlap())
        .contains(new Overlap(44, 12, 34));
    assertThat(evaluate("listed", LISTED, Part.VALIDATION).data().overlap())
        .contains(new Overlap(44, 0, 0));
    assertThat(evaluate("listed", LISTED, Part.TRAINING).data().overlap()).isEmpty();
  }

  @Test
  void otherMusicIsComparedWithTheTrainingPartOfTheCorpusThatIsNamed() throws IOException {
    Corpus other =
        new Corpus(LISTED.tokenizer(), List.of(LISTED.pieces().get(0), LISTED.pieces().get(2)));
    EvaluateJob job = EvaluateJob.of(run("listed"), other);
    assertThat(Nocturne.evaluate(job).data().overlap()).isEmpty();
    assertThat(Nocturne.evaluate(job.with(new Baselines(LISTED, 2))).data().overlap())
        .contains(new Overlap(44, 22, 22));
  }

  @Test
  void aRunThatWasNotSplitAsListedHasNoTestPart() {
    assertThatThrownBy(() -> evaluate("grouped", GROUPED, Part.TEST))
        .isInstanceOf(RunException.class)
        .hasMessage(
            run("grouped")
                + ": was not trained with --split listed and may have been trained on pieces listed"
                + " for testing; evaluate its validation part");
  }

  private static Evaluation evaluate(String name, Corpus corpus, Part part) throws IOException {
    return Nocturne.evaluate(EvaluateJob.of(run(name), corpus).with(part));
  }

  private static Path run(String name) {
    return shared.resolve(name);
  }

  private static TrainSpec spec(SplitSpec.By split) {
    return Scales.SPEC.with(new DataSpec(1, Openings.SKIP, split, 0.67));
  }

  private static Corpus corpus() {
    Random random = new Random(28);
    List<TokenizedPiece> pieces = new ArrayList<>();
    List<int[]> tunes =
        new ArrayList<>(
            IntStream.range(0, 4).mapToObj(i -> random.ints(30, 10, 70).toArray()).toList());
    tunes.add(IntStream.of(tunes.get(0)).map(id -> id + 3).toArray());
    tunes.add(
        IntStream.concat(IntStream.of(tunes.get(0)).skip(10), random.ints(10, 70, 80)).toArray());
    for (int[] tune : tunes) {
      pieces.add(Scales.piece("piece " + pieces.size(), tune));
    }
    return new Corpus(PitchTokenizer.piano(), pieces);
  }
}
