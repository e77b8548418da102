package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.compose.NoteChoice;
import io.nocturne.export.ExportFormat;
import io.nocturne.export.SavedModelClient;
import io.nocturne.export.SavedModelClient.Request;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampler;
import io.nocturne.memory.FittedMemory;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.PitchTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.exceptions.TFInvalidArgumentException;

class NocturneGenerateTest {
  @TempDir static Path shared;
  private static Path trained;

  /** A call of {@link io.nocturne.generate.Generator.GenerateListener}. */
  private record ListenerCall(long done, long total) {}

  @BeforeAll
  static void trainARun() throws IOException {
    trained = shared.resolve("checkpoints/first");
    Nocturne.train(Scales.job(trained, Scales.CORPUS, Scales.SPEC));
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
  void refusesAPrimerWithoutANoteThatItKnows() {
    Piece bird = Piece.of("bird.mid", 480, List.of(new Note(0, 10, 120, 64, 0)));

    assertThatThrownBy(
            () -> generate(Optional.of(bird), new GenerateSpec(1, 1, 5, Sampler.ofTemperature(0))))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the primer bird.mid has no note that the run's vocabulary knows; choose another"
                + " primer");
  }

  @Test
  void reportsTheProgressOfGeneration() throws IOException {
    List<ListenerCall> reports = new ArrayList<>();
    GenerateSpec spec = new GenerateSpec(3, 2, 5, Sampler.ofTemperature(0));

    Nocturne.generate(
        new GenerateJob(
            RunFolder.open(trained),
            Optional.empty(),
            spec,
            EvenTiming.DEFAULT,
            Output.CONTINUATION),
        (done, total) -> reports.add(new ListenerCall(done, total)));

    assertThat(reports)
        .containsExactly(new ListenerCall(2, 6), new ListenerCall(4, 6), new ListenerCall(6, 6));
  }

  @Test
  void fitsAMemoryWhenTheTrainingFinishes() throws IOException {
    FittedMemory memory = RunFolder.open(trained).checkpoints().memory().orElseThrow();

    assertThat(memory.checkpoint()).startsWith("best-");
    assertThat(memory.targets()).isPositive();
    assertThat(memory.networkNats()).isFinite().isPositive();
    assertThat(memory.memoryNats()).isFinite().isPositive();
  }

  @Test
  void generatesSomethingElseWithoutTheMemory() throws IOException {
    Optional<Piece> primer = Optional.of(scale(60, 8));
    GenerateSpec spec =
        new GenerateSpec(400, 1, 5, hot()); // The memory recalls what is 128 notes old.

    assertThat(pitches(withMemory(primer, spec, 1)))
        .isNotEqualTo(pitches(withMemory(primer, spec, 0)));
  }

  @Test
  void refusesAMemoryThatTheRunDoesNotHave(@TempDir Path parent) throws IOException {
    Path copy = withoutMemory(parent);
    GenerateJob job = job(copy, Optional.empty(), new GenerateSpec(1, 1, 5, hot()));

    assertThat(Nocturne.generate(job, (done, total) -> {})).hasSize(1);
    assertThatThrownBy(
            () -> Nocturne.generate(job.with(NoteChoice.FREE.withMemory(0.5)), (done, total) -> {}))
        .isInstanceOf(UserException.class)
        .hasMessage(
            copy
                + ": has no memory.json, which is fitted when a training finishes; resume its"
                + " training, or generate without a memory");
  }

  @Test
  void exportsTheMemoryWithTheNetwork(@TempDir Path parent) throws IOException {
    Path exported =
        Nocturne.export(trained, ExportFormat.SAVED_MODEL, parent.resolve("savedmodel"));
    Optional<Piece> primer = Optional.of(scale(60, 8));
    GenerateSpec greedy = new GenerateSpec(60, 1, 5, Sampler.ofTemperature(0));

    for (float memory : new float[] {0, 0.5f, 1}) {
      List<Integer> expected = pitches(withMemory(primer, greedy, memory));
      assertThat(inTheGraph(exported, primer.get(), memory))
          .as("memory %s", memory)
          .isEqualTo(expected);
    }
  }

  @Test
  void exportsARunWithoutAMemory(@TempDir Path parent) throws IOException {
    Path copy = withoutMemory(parent);
    Path exported = Nocturne.export(copy, ExportFormat.SAVED_MODEL, parent.resolve("savedmodel"));
    Piece primer = scale(60, 8);

    assertThat(inTheGraph(exported, primer, 0)).hasSize(60);
    assertThatThrownBy(() -> inTheGraph(exported, primer, 1))
        .isInstanceOf(TFInvalidArgumentException.class)
        .hasMessageContaining("memory must be 0 (off), because this network was exported without");
  }

  /** Returns the pitches that an exported network generates at temperature 0. */
  private static List<Integer> inTheGraph(Path exported, Piece primer, float memory)
      throws IOException {
    int[] ids = PitchTokenizer.piano().promptIds(primer);
    int[] notes = SavedModelClient.continued(exported, ids, new Request(60, 0, 0, 0, memory));
    return pitches(PitchTokenizer.piano().decode("notes", notes, EvenTiming.DEFAULT));
  }

  /** Copies the run as it is before its training has finished. */
  private static Path withoutMemory(Path parent) throws IOException {
    Path copy = Files.createDirectory(parent.resolve("first"));
    try (Stream<Path> files = Files.list(trained)) {
      for (Path file : files.toList()) {
        if (!file.endsWith("memory.json")) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
    return copy;
  }

  private static Piece withMemory(Optional<Piece> primer, GenerateSpec spec, double trust)
      throws IOException {
    GenerateJob job = job(trained, primer, spec).with(NoteChoice.FREE.withMemory(trust));
    return Nocturne.generate(job, (done, total) -> {}).get(0);
  }

  private static GenerateJob job(Path run, Optional<Piece> primer, GenerateSpec spec)
      throws IOException {
    return new GenerateJob(
        RunFolder.open(run), primer, spec, EvenTiming.DEFAULT, Output.CONTINUATION);
  }

  private static Sampler hot() {
    return Sampler.ofTemperature(1);
  }

  private static List<Piece> generate(Optional<Piece> primer, GenerateSpec spec)
      throws IOException {
    return generate(primer, spec, Output.CONTINUATION);
  }

  private static List<Piece> generate(Optional<Piece> primer, GenerateSpec spec, Output output)
      throws IOException {
    return Nocturne.generate(
        new GenerateJob(RunFolder.open(trained), primer, spec, EvenTiming.DEFAULT, output),
        (done, total) -> {});
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
}
