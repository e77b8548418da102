package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.TokenizedPiece;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampler;
import io.nocturne.model.AdamSpec;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.Float32Tolerance;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.OutOfRangePolicy;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokens;
import io.nocturne.token.Vocabulary;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.callback.TrainingResult;
import io.nocturne.train.callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NocturneTest {
  private static final Corpus CORPUS = corpus(20261122);
  private static final TrainSpec SPEC =
      TrainSpec.paper()
          .with(new ModelSpec(6, 5, 1, 8, 0.2, Targets.LAST))
          .with(new AdamSpec(0.01, 0.9, 0.999, 1e-7, 0))
          .with(new FitSpec(16, 2, 10, 0, 1, 3, 7))
          .with(new SessionSettings(1, 2));

  @TempDir static Path shared;
  private static Path trained;
  private static TrainingResult result;

  @TempDir Path folder;

  @BeforeAll
  static void trainARun() throws IOException {
    trained = shared.resolve("checkpoints/first");
    result = Nocturne.train(job(trained, CORPUS, SPEC));
  }

  @Test
  void trainsARunThatSaysWhatItIs() throws IOException {
    RunFolder run = RunFolder.open(trained);

    assertThat(result.outcome()).isEqualTo(TrainingOutcome.FINISHED);
    assertThat(TrainSpec.of(run)).isEqualTo(SPEC);
    assertThat(run.info().corpus().orElseThrow().path()).isEqualTo("scales");
    assertThat(run.info().corpus().orElseThrow().fingerprint()).isEqualTo(CORPUS.fingerprint());
    assertThat(run.info().corpus().orElseThrow().pieces()).isEqualTo(6);
    assertThat(run.info().corpus().orElseThrow().tokens()).isEqualTo(180);
    assertThat(run.checkpoints().progress()).contains(result.progress());
  }

  @Test
  void trainsWithATableAndEventFiles() throws IOException {
    assertThat(Files.readAllLines(trained.resolve("log.csv"))).hasSize(3);
    assertThat(trained.resolve("events/train")).isNotEmptyDirectory();
    assertThat(trained.resolve("events/validation")).isNotEmptyDirectory();
  }

  @Test
  void doesNotTrainOverARun() {
    assertThatThrownBy(() -> Nocturne.train(job(trained, CORPUS, SPEC)))
        .isInstanceOf(RunException.class)
        .hasMessage(trained + ": exists already; resume it, or choose another run folder");
  }

  @Test
  void makesNoFolderForARunThatCannotBeTrained() {
    TrainSpec longer = SPEC.with(new ModelSpec(6, 5, 1, 40, 0.2, Targets.LAST));

    assertThatThrownBy(() -> Nocturne.train(job(folder.resolve("run"), CORPUS, longer)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("the corpus is too short for a window: its longest piece has 30");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void resumesToWhatAnUninterruptedRunComesTo() throws IOException {
    AtomicInteger steps = new AtomicInteger();
    TrainJob job = job(folder.resolve("run"), CORPUS, SPEC);

    TrainingOutcome stopped =
        Nocturne.train(job.stoppedBy(() -> steps.incrementAndGet() == 3)).outcome();
    TrainingProgress resumed = Nocturne.resume(job).progress();

    assertThat(stopped).isEqualTo(TrainingOutcome.INTERRUPTED);
    assertThat(resumed.epochs())
        .extracting(EpochLog::validation)
        .isEqualTo(result.progress().epochs().stream().map(EpochLog::validation).toList());
  }

  @Test
  void resumesForMoreEpochs() throws IOException {
    Path run = copyOfTrained();

    TrainingResult longer = Nocturne.resume(job(run, CORPUS, SPEC.with(SPEC.fit().withEpochs(3))));

    assertThat(longer.progress().epochs()).hasSize(3);
    assertThat(Files.readAllLines(run.resolve("log.csv"))).hasSize(4);
  }

  @Test
  void doesNotResumeWithAnotherCorpus() {
    assertThatThrownBy(() -> Nocturne.resume(job(trained, corpus(1), SPEC)))
        .isInstanceOf(RunException.class)
        .hasMessage(
            trained
                + ": was begun with another corpus (scales, 180 tokens) than scales (180 tokens);"
                + " give that one, or choose another run folder");
  }

  @Test
  void doesNotResumeWithOtherSettings() {
    TrainSpec other = SPEC.with(AdamSpec.KERAS);

    assertThatThrownBy(() -> Nocturne.resume(job(trained, CORPUS, other)))
        .isInstanceOf(RunException.class)
        .hasMessage(
            trained
                + ": was begun with other settings (learning-rate 0.01, now 0.001); only"
                + " epochs, patience, min-delta, checkpoint-every, keep, device may change; leave"
                + " the others as in its run.json, or choose another run folder");
  }

  @Test
  void doesNotResumeARunThatIsNotThere() {
    assertThatThrownBy(() -> Nocturne.resume(job(folder.resolve("run"), CORPUS, SPEC)))
        .isInstanceOf(RunException.class)
        .hasMessage(folder.resolve("run") + ": no such run; train one, or name the folder of one");
  }

  @Test
  void evaluatesTheBestWeightsToTheirValidationLoss() throws IOException {
    Corpus validation = new Corpus(CORPUS.tokenizer(), SPEC.split(CORPUS).validation().pieces());
    BatchLoss reported = result.progress().bestLog().orElseThrow().validation();

    BatchLoss evaluated = Nocturne.evaluate(trained, validation);

    // In other batches, so that sums of float32 may differ in their last digits.
    Float32Tolerance.ofLogits(SPEC.model()).assertClose(evaluated, reported);
  }

  @Test
  void doesNotEvaluateOtherTokens() {
    PitchTokenizer octave =
        new PitchTokenizer(
            new Vocabulary(List.of("C4", "D4", "E4", Vocabulary.PAD)), OutOfRangePolicy.SKIP);
    Corpus other = new Corpus(octave, List.of(piece("a", new int[30])));

    assertThatThrownBy(() -> Nocturne.evaluate(trained, other))
        .isInstanceOf(RunException.class)
        .hasMessage(
            trained
                + ": has another vocabulary (89 tokens) than the corpus (4 tokens); prepare the"
                + " corpus with the vocabulary "
                + trained.resolve("vocabulary.json"));
  }

  @Test
  void doesNotEvaluateTokensOfOtherOptions() {
    Corpus other =
        new Corpus(
            PitchTokenizer.piano(OutOfRangePolicy.FOLD_OCTAVES), List.of(piece("a", new int[30])));

    assertThatThrownBy(() -> Nocturne.evaluate(trained, other))
        .isInstanceOf(RunException.class)
        .hasMessage(
            trained
                + ": has tokens of another kind (pitch, outside skip) than the corpus (pitch,"
                + " outside fold-octaves); prepare the corpus with the vocabulary "
                + trained.resolve("vocabulary.json"));
  }

  @Test
  void doesNotEvaluateNothing() {
    Corpus tooShort = new Corpus(CORPUS.tokenizer(), List.of(piece("a", new int[8])));

    assertThatThrownBy(() -> Nocturne.evaluate(trained, tooShort))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the corpus is too short for a window: its longest piece has 8 tokens, 8 and the one"
                + " after them are needed; use a shorter window or longer pieces");
  }

  @Test
  void generatesAsManyPiecesAndNotesAsAskedFor() throws IOException {
    List<Piece> pieces = generate(Optional.empty(), new GenerateSpec(12, 3, 5, hot()));

    assertThat(pieces).extracting(Piece::name).containsExactly("first 1", "first 2", "first 3");
    assertThat(pieces).allSatisfy(piece -> assertThat(pitches(piece)).hasSize(12));
  }

  @Test
  void generatesTheSameForTheSameSeedAndElseSomethingElse() throws IOException {
    List<Integer> first = pitches(new GenerateSpec(30, 1, 5, hot()));

    assertThat(pitches(new GenerateSpec(30, 1, 5, hot()))).isEqualTo(first);
    assertThat(pitches(new GenerateSpec(30, 1, 6, hot()))).isNotEqualTo(first);
  }

  @Test
  void generatesAPieceThatDoesNotDependOnTheOthers() throws IOException {
    List<Piece> many = generate(Optional.empty(), new GenerateSpec(20, 3, 5, hot()));
    List<Piece> one = generate(Optional.empty(), new GenerateSpec(20, 1, 5, hot()));

    assertThat(pitches(many.get(0))).isEqualTo(pitches(one.get(0)));
    assertThat(pitches(many.get(1))).isNotEqualTo(pitches(many.get(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 20})
  void putsThePrimerBeforeTheContinuation(int notes) throws IOException {
    Optional<Piece> primer = Optional.of(scale(60, notes));
    GenerateSpec spec = new GenerateSpec(10, 1, 5, Sampler.ofTemperature(0));

    List<Integer> alone = pitches(generate(primer, spec).get(0));
    List<Integer> both = pitches(generate(primer, spec, Output.PRIMER_AND_CONTINUATION).get(0));

    assertThat(both.subList(0, notes)).isEqualTo(pitches(primer.orElseThrow()));
    assertThat(both.subList(notes, both.size())).isEqualTo(alone).hasSize(10);
  }

  @Test
  void leavesOutThePrimersNotesThatItsTokensLack() throws IOException {
    List<Note> notes = new ArrayList<>(scale(60, 3).notes());
    notes.add(new Note(5000, 10, 120, 64, 0));

    List<Piece> pieces =
        generate(
            Optional.of(Piece.of("primer", 480, notes)),
            new GenerateSpec(1, 1, 5, Sampler.ofTemperature(0)),
            Output.PRIMER_AND_CONTINUATION);

    assertThat(pitches(pieces.get(0))).hasSize(4).startsWith(60, 61, 62);
  }

  @Test
  void doesNotGoOnFromAPrimerWithoutANoteThatItKnows() {
    Piece bird = Piece.of("bird.mid", 480, List.of(new Note(0, 10, 120, 64, 0)));

    assertThatThrownBy(
            () -> generate(Optional.of(bird), new GenerateSpec(1, 1, 5, Sampler.ofTemperature(0))))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the primer bird.mid has no note that the run's vocabulary knows; choose another"
                + " primer");
  }

  @Test
  void tellsHowFarGenerationHasCome() throws IOException {
    List<Long> heard = new ArrayList<>();
    GenerateSpec spec = new GenerateSpec(3, 2, 5, Sampler.ofTemperature(0));

    Nocturne.generate(
        new GenerateJob(
            RunFolder.open(trained),
            Optional.empty(),
            spec,
            EvenTiming.DEFAULT,
            Output.CONTINUATION),
        (done, all) -> heard.add(done * 100 + all));

    assertThat(heard).containsExactly(206L, 406L, 606L);
  }

  private static Sampler hot() {
    return Sampler.ofTemperature(1);
  }

  private static TrainJob job(Path run, Corpus corpus, TrainSpec spec) {
    return new TrainJob(run, run.resolve("events"), "scales", corpus, spec);
  }

  private static List<Piece> generate(Optional<Piece> primer, GenerateSpec spec)
      throws IOException {
    return generate(primer, spec, Output.CONTINUATION);
  }

  private static List<Piece> generate(Optional<Piece> primer, GenerateSpec spec, Output output)
      throws IOException {
    return Nocturne.generate(
        new GenerateJob(RunFolder.open(trained), primer, spec, EvenTiming.DEFAULT, output),
        (done, all) -> {});
  }

  private static List<Integer> pitches(GenerateSpec spec) throws IOException {
    return pitches(generate(Optional.empty(), spec).get(0));
  }

  private static List<Integer> pitches(Piece piece) {
    return piece.notes().stream().map(Note::pitch).toList();
  }

  private static Piece scale(int lowest, int count) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(new Note(i * 480L, 480, lowest + i, 64, 0));
    }
    return Piece.of("scale", 480, notes);
  }

  /** Six scales of 30 notes, with slips. */
  private static Corpus corpus(long seed) {
    Random random = new Random(seed);
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int piece = 0; piece < 6; piece++) {
      int[] ids = new int[30];
      ids[0] = random.nextInt(88);
      for (int i = 1; i < ids.length; i++) {
        ids[i] = random.nextInt(10) == 0 ? random.nextInt(88) : (ids[i - 1] + 2) % 88;
      }
      pieces.add(piece("scale " + piece, ids));
    }
    return new Corpus(PitchTokenizer.piano(), pieces);
  }

  private static TokenizedPiece piece(String name, int[] ids) {
    return new TokenizedPiece(name, "0".repeat(64), Tokens.of(ids));
  }

  private Path copyOfTrained() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (var files = Files.list(trained)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}
