package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.runtime.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class GenerationLoopTest {
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int[][] PRIMERS = {{0, 1, 2, 3, 4}, {6, 6, 5, 2, 2}, {6, 6, 6, 6, 6}};

  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    for (Targets targets : Targets.values()) {
      try (TrainingModel model =
          TrainingModel.create(spec(targets), IDS, OptimizerSpec.ADAM, 1, Fixtures.SETTINGS)) {
        Fixtures.randomize(model, 0.9);
        model.save(folder.resolve(targets.name()));
      }
    }
  }

  /** Compares with the same loop outside the graph. */
  @ParameterizedTest
  @EnumSource
  void takesTheMostLikelyTokenAfterEachWindowWhenGreedy(Targets targets) {
    try (Looped model = looped(targets)) {
      int[][] windows = Arrays.stream(PRIMERS).map(int[]::clone).toArray(int[][]::new);
      int[][] expected = new int[windows.length][12];
      for (int step = 0; step < 12; step++) {
        float[][] logits = model.network().logits(windows);
        for (int row = 0; row < windows.length; row++) {
          int best = mostLikely(logits[row]);
          expected[row][step] = best;
          System.arraycopy(windows[row], 1, windows[row], 0, 4);
          windows[row][4] = best;
        }
      }
      assertThat(generate(model, PRIMERS, Ask.of(12).temperature(0))).isDeepEqualTo(expected);
    }
  }

  /** Compares with a network that is called for each token. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesTheMostLikelyTokenAfterAllBeforeWhenItReadsForward(boolean stateful) {
    ModelSpec forward = spec(Targets.EVERY).with(Directions.FORWARD);
    ModelSpec spec = stateful ? forward.asStateful() : forward;
    Path checkpoint = folder.resolve("forward-" + stateful);
    try (TrainingModel model =
        TrainingModel.create(spec, IDS, OptimizerSpec.ADAM, 1, Fixtures.SETTINGS)) {
      Fixtures.randomize(model, 0.9);
      model.save(checkpoint);
    }
    try (Looped model = looped(spec, checkpoint)) {
      int[][] expected =
          Arrays.stream(PRIMERS)
              .map(primer -> carried(model.network().recurrence(), opening(primer, stateful), 12))
              .toArray(int[][]::new);
      assertThat(generate(model, PRIMERS, Ask.of(12).temperature(0))).isDeepEqualTo(expected);
    }
  }

  /** Returns what is read before the first token: a stateful network reads one pad alone. */
  private static int[] opening(int[] primer, boolean stateful) {
    return stateful
        ? IntStream.concat(
                IntStream.of(IDS.pad()), Arrays.stream(primer).filter(id -> id != IDS.pad()))
            .toArray()
        : primer;
  }

  private static int[] carried(RecurrentNetwork network, int[] opening, int steps) {
    float[][] state = {network.start()};
    int[] notes = new int[steps];
    for (int i = 0; i < opening.length + steps - 1; i++) {
      int token = i < opening.length ? opening[i] : notes[i - opening.length];
      RecurrentNetwork.Reading reading = network.read(state, new int[] {token});
      state = reading.states();
      if (i >= opening.length - 1) {
        notes[i - opening.length + 1] = mostLikely(reading.logits()[0]);
      }
    }
    return notes;
  }

  @Test
  void samplesTheSameWithTheSameSeed() {
    try (Looped model = looped(Targets.LAST)) {
      int[][] notes = generate(model, PRIMERS, Ask.of(40).seed(3, 4));
      assertThat(generate(model, PRIMERS, Ask.of(40).seed(3, 4))).isDeepEqualTo(notes);
      assertThat(generate(model, PRIMERS, Ask.of(40).seed(4, 3))).isNotEqualTo(notes);
    }
  }

  @Test
  void samplesTheSameBeginningForMoreSteps() {
    try (Looped model = looped(Targets.LAST)) {
      int[] more = generate(model, PRIMERS, Ask.of(40))[1];
      assertThat(generate(model, PRIMERS, Ask.of(10))[1]).isEqualTo(Arrays.copyOf(more, 10));
    }
  }

  /** A seed one higher would, were steps added to it, draw the same numbers a step later. */
  @Test
  void theNextSeedsNumbersAreNotThisOnesAStepLater() {
    try (Looped model = looped(Targets.LAST)) {
      int[][] primer = {PRIMERS[0]};
      // So hot that numbers alone decide.
      int[] notes = generate(model, primer, Ask.of(60).temperature(1e6f).seed(0, 0))[0];
      int[] next = generate(model, primer, Ask.of(60).temperature(1e6f).seed(0, 1))[0];
      int same = 0;
      for (int i = 0; i < 59; i++) {
        same += notes[i + 1] == next[i] ? 1 : 0;
      }
      assertThat(same).as("of 59, about a sixth at random").isLessThan(30);
    }
  }

  @Test
  void aRowDoesNotDependOnTheOtherPrimers() {
    try (Looped model = looped(Targets.LAST)) {
      int[][] others = {{1, 1, 1, 1, 1}, PRIMERS[1]};
      assertThat(generate(model, others, Ask.of(40))[1])
          .isEqualTo(generate(model, PRIMERS, Ask.of(40))[1]);
    }
  }

  @Test
  void rowsOfTheSamePrimerDiffer() {
    try (Looped model = looped(Targets.LAST)) {
      int[][] notes = generate(model, new int[][] {PRIMERS[0], PRIMERS[0]}, Ask.of(40));
      assertThat(notes[0]).isNotEqualTo(notes[1]);
    }
  }

  @Test
  void samplesAWindowWhenOnlyAPrimerIsGiven() {
    try (Looped model = looped(Targets.LAST);
        TInt32 primer = Tensors.ints(Shape.of(3, 5), flat(PRIMERS));
        Result result =
            model
                .network()
                .session()
                .runner()
                .feed(model.loop().inputs().primer(), primer)
                .fetch(model.loop().notes())
                .run()) {
      assertThat(Tensors.toRows((TInt32) result.get(0)))
          .isDeepEqualTo(generate(model, PRIMERS, Ask.of(5)));
    }
  }

  @Test
  void samplesNothingInZeroSteps() {
    try (Looped model = looped(Targets.LAST)) {
      assertThat(generate(model, PRIMERS, Ask.of(0))).hasDimensions(3, 0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | 1    | 0  | 0 | steps must be at least 0, was] [-1]",
        "3  | -1   | 0  | 0 | temperature must be finite and at least 0 (0 is greedy), was] [-1]",
        "3  | NaN  | 0  | 0 | temperature must be finite and at least 0 (0 is greedy), was] [nan]",
        "3  | Infinity | 0 | 0 | temperature must be finite and at least 0 (0 is greedy), was]"
            + " [inf]",
        "3  | 1    | -1 | 0 | top_k must be at least 0 (0 is off), was] [-1]",
        "3  | 1    | 0 | 0.5 | memory must be 0 (off), because this network was exported without"
            + " one, was] [0.5]"
      })
  void saysWhatIsNotAllowed(int steps, float temperature, int topK, float memory, String message) {
    try (Looped model = looped(Targets.LAST)) {
      Ask ask = new Ask(steps, temperature, topK, 0, 0, memory);
      assertThatThrownBy(() -> generate(model, PRIMERS, ask))
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining(message);
    }
  }

  @ParameterizedTest
  @CsvSource({"7", "-1"})
  void saysWhichIdsAPrimerMayHave(int id) {
    try (Looped model = looped(Targets.LAST)) {
      assertThatThrownBy(() -> generate(model, new int[][] {{0, 1, id, 2, 3}}, Ask.of(3)))
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining("primer must have ids 0 to 6, was] [[0 1 " + id);
    }
  }

  /**
   * The inputs of the loop.
   *
   * @param seed0 the first word of the seed
   * @param seed1 the second
   */
  private record Ask(int steps, float temperature, int topK, int seed0, int seed1, float memory) {
    static Ask of(int steps) {
      return new Ask(steps, 1, 0, 0, 0, 0);
    }

    Ask temperature(float other) {
      return new Ask(steps, other, topK, seed0, seed1, memory);
    }

    Ask seed(int first, int second) {
      return new Ask(steps, temperature, topK, first, second, memory);
    }
  }

  private static int[][] generate(Looped model, int[][] primers, Ask ask) {
    GenerationLoop loop = model.loop();
    Session.Runner runner = model.network().session().runner();
    try (TInt32 primer = Tensors.ints(Shape.of(primers.length, 5), flat(primers));
        TInt32 steps = TInt32.scalarOf(ask.steps());
        TFloat32 temperature = TFloat32.scalarOf(ask.temperature());
        TInt32 topK = TInt32.scalarOf(ask.topK());
        TInt32 seed = TInt32.vectorOf(ask.seed0(), ask.seed1());
        TFloat32 memory = TFloat32.scalarOf(ask.memory());
        Result result =
            runner
                .feed(loop.inputs().primer(), primer)
                .feed(loop.inputs().steps(), steps)
                .feed(loop.inputs().temperature(), temperature)
                .feed(loop.inputs().topK(), topK)
                .feed(loop.inputs().seed(), seed)
                .feed(loop.inputs().memory(), memory)
                .fetch(loop.notes())
                .run()) {
      return Tensors.toRows((TInt32) result.get(0));
    }
  }

  /** A network with a loop, which has no memory. */
  private record Looped(InferenceModel network, GenerationLoop loop) implements AutoCloseable {
    @Override
    public void close() {
      network.close();
    }
  }

  private static Looped looped(Targets targets) {
    return looped(spec(targets), folder.resolve(targets.name()));
  }

  @SuppressWarnings("MustBeClosedChecker") // Closed by what is returned.
  private static Looped looped(ModelSpec spec, Path checkpoint) {
    InferenceModel network = InferenceModel.restore(spec, IDS, checkpoint, Fixtures.SETTINGS);
    return new Looped(network, network.addGenerationLoop(Optional.empty()));
  }

  private static ModelSpec spec(Targets targets) {
    return new ModelSpec(3, 2, 2, 5, 0.2, targets).withUnits(2, 3);
  }

  private static int[] flat(int[][] rows) {
    return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
  }

  /** The highest of a row, padding excluded. */
  private static int mostLikely(float[] logits) {
    int best = 0;
    for (int id = 0; id < logits.length; id++) {
      if (id != IDS.pad() && logits[id] > logits[best]) {
        best = id;
      }
    }
    return best;
  }
}
