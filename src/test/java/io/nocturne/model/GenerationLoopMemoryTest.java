package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.generate.DecodingConstraints;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.Generator.CarriedModel;
import io.nocturne.generate.Generator.CarriedReading;
import io.nocturne.generate.Sampler;
import io.nocturne.generate.TokenSpace;
import io.nocturne.memory.Memories;
import io.nocturne.memory.MemoryModel;
import io.nocturne.runtime.Tensors;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Generation in the graph with a memory, compared with {@link Generator}. */
class GenerationLoopMemoryTest {
  private static final int WINDOW = 400;
  private static final int STEPS = 30;
  private static final long SEED = 11;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "PITCHES, WINDOWED, 1",
    "PITCHES, FORWARD, 0.5",
    "EVENTS, WINDOWED, 1",
    "EVENTS, STATEFUL, 1",
    "CHORDS, WINDOWED, 1",
    "NORMAL_ORDER, FORWARD, 1"
  })
  void generatesTheNotesThatJavaGenerates(Vocabularies vocabulary, Kind kind, double trust) {
    Tokenizer tokenizer = vocabulary.tokenizer();
    int[][] primers = primers(tokenizer);
    MemoryModel memory = Memories.random(tokenizer, trust);
    try (InferenceModel network = network(tokenizer, kind)) {
      GenerationLoop loop = network.addGenerationLoop(Optional.of(memory.tables()));
      int[][] expected = inJava(network, tokenizer, Optional.of(memory), primers);
      assertThat(greedy(network, loop, primers, (float) trust)).isDeepEqualTo(expected);
      int[][] alone = inJava(network, tokenizer, Optional.empty(), primers);
      assertThat(IntStream.range(0, primers.length))
          .as("rows that the memory changes")
          .anyMatch(row -> !Arrays.equals(expected[row], alone[row]));
    }
  }

  @Test
  void generatesTheNotesOfTheNetworkAloneWithoutTrust() {
    Tokenizer tokenizer = Vocabularies.PITCHES.tokenizer();
    int[][] primers = primers(tokenizer);
    try (InferenceModel network = network(tokenizer, Kind.WINDOWED)) {
      GenerationLoop loop =
          network.addGenerationLoop(Optional.of(Memories.random(tokenizer, 1).tables()));
      assertThat(greedy(network, loop, primers, 0))
          .isDeepEqualTo(inJava(network, tokenizer, Optional.empty(), primers));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void trustsTheMemoryByDefaultAsItsTablesSay(double trust) {
    Tokenizer tokenizer = Vocabularies.PITCHES.tokenizer();
    int[][] primers = primers(tokenizer);
    try (InferenceModel network = network(tokenizer, Kind.WINDOWED)) {
      GenerationLoop loop =
          network.addGenerationLoop(Optional.of(Memories.random(tokenizer, trust).tables()));
      try (TInt32 fed = Tensors.ints(Shape.of(primers.length, WINDOW), flat(primers));
          TInt32 steps = TInt32.scalarOf(STEPS);
          TFloat32 temperature = TFloat32.scalarOf(0);
          Result result =
              network
                  .session()
                  .runner()
                  .feed(loop.inputs().primer(), fed)
                  .feed(loop.inputs().steps(), steps)
                  .feed(loop.inputs().temperature(), temperature)
                  .fetch(loop.notes())
                  .run()) {
        assertThat(Tensors.toRows((TInt32) result.get(0)))
            .isDeepEqualTo(greedy(network, loop, primers, (float) trust));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
  void refusesATrustOutsideOfZeroToOne(float trust) {
    Tokenizer tokenizer = Vocabularies.PITCHES.tokenizer();
    try (InferenceModel network = network(tokenizer, Kind.WINDOWED)) {
      GenerationLoop loop =
          network.addGenerationLoop(Optional.of(Memories.random(tokenizer, 1).tables()));
      assertThatThrownBy(() -> greedy(network, loop, primers(tokenizer), trust))
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining("memory must be 0 (off) to 1, was");
    }
  }

  /** How networks read. */
  private enum Kind {
    WINDOWED,
    FORWARD,
    STATEFUL;

    ModelSpec spec() {
      ModelSpec windowed = new ModelSpec(3, 2, 1, WINDOW, 0, Targets.LAST);
      ModelSpec forward = windowed.with(Targets.EVERY).with(Directions.FORWARD);
      return switch (this) {
        case WINDOWED -> windowed;
        case FORWARD -> forward;
        case STATEFUL -> forward.asStateful();
      };
    }
  }

  /** The tokens of the networks. */
  private enum Vocabularies {
    PITCHES,
    EVENTS,
    CHORDS,
    NORMAL_ORDER;

    Tokenizer tokenizer() {
      return switch (this) {
        case PITCHES -> PitchTokenizer.piano();
        case EVENTS -> EventTokenizer.standard();
        case CHORDS -> RecurringMusic.chords(ChordNames.PITCHES);
        case NORMAL_ORDER -> RecurringMusic.chords(ChordNames.NORMAL_ORDER);
      };
    }
  }

  /** Returns windows of recurring motives, some of them with padding on the left. */
  private static int[][] primers(Tokenizer tokenizer) {
    RecurringMusic music = new RecurringMusic(tokenizer, new Random(SEED));
    return IntStream.of(WINDOW, WINDOW, 390, 330, 2, WINDOW)
        .mapToObj(length -> music.padded(length, WINDOW))
        .toArray(int[][]::new);
  }

  @MustBeClosed
  private InferenceModel network(Tokenizer tokenizer, Kind kind) {
    ModelSpec spec = kind.spec();
    TokenIds ids = new TokenIds(tokenizer.vocabulary().size(), tokenizer.vocabulary().padId());
    try (TrainingModel model =
        TrainingModel.create(spec, ids, OptimizerSpec.ADAM, 1, Fixtures.SETTINGS)) {
      Fixtures.randomize(model, 0.6); // Little, so that the memory decides often.
      model.save(folder.resolve("network"));
    }
    return InferenceModel.restore(spec, ids, folder.resolve("network"), Fixtures.SETTINGS);
  }

  /** Returns what {@link Generator} takes as the most likely tokens after each primer. */
  private static int[][] inJava(
      InferenceModel network, Tokenizer tokenizer, Optional<MemoryModel> memory, int[][] primers) {
    TokenSpace space = new TokenSpace(WINDOW, network.ids().count(), network.ids().pad());
    Generator alone =
        network.spec().context() == Context.PIECE
            ? new Generator(carried(network), space, DecodingConstraints.NONE)
            : new Generator(network::logits, space);
    Generator generator = memory.map(alone::with).orElse(alone);
    GenerateSpec spec = new GenerateSpec(STEPS, 1, 0, Sampler.ofTemperature(0));
    int pad = tokenizer.vocabulary().padId();
    return Arrays.stream(primers)
        .map(row -> IntStream.of(row).filter(id -> id != pad).toArray())
        .map(primer -> generator.generate(primer, spec)[0])
        .toArray(int[][]::new);
  }

  private static CarriedModel carried(InferenceModel model) {
    RecurrentNetwork network = model.recurrence();
    return new CarriedModel() {
      @Override
      public float[] start() {
        return network.start();
      }

      @Override
      public int leadingPads(int primerLength) {
        return model.spec().stateful() ? 1 : WINDOW - primerLength;
      }

      @Override
      public CarriedReading read(float[][] states, int[] tokens) {
        RecurrentNetwork.Reading reading = network.read(states, tokens);
        return new CarriedReading(reading.logits(), reading.states());
      }
    };
  }

  private static int[][] greedy(
      InferenceModel network, GenerationLoop loop, int[][] primers, float trust) {
    Session.Runner runner = network.session().runner();
    try (TInt32 primer = Tensors.ints(Shape.of(primers.length, WINDOW), flat(primers));
        TInt32 steps = TInt32.scalarOf(STEPS);
        TFloat32 temperature = TFloat32.scalarOf(0);
        TFloat32 memory = TFloat32.scalarOf(trust);
        Result result =
            runner
                .feed(loop.inputs().primer(), primer)
                .feed(loop.inputs().steps(), steps)
                .feed(loop.inputs().temperature(), temperature)
                .feed(loop.inputs().memory(), memory)
                .fetch(loop.notes())
                .run()) {
      return Tensors.toRows((TInt32) result.get(0));
    }
  }

  private static int[] flat(int[][] rows) {
    return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
  }
}
