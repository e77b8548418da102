package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.generate.GenerateSpec.BeamSpec;
import io.nocturne.generate.Generator.CarriedModel;
import io.nocturne.generate.Generator.CarriedReading;
import io.nocturne.generate.Generator.NextTokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Compares a model that carries its state with the same model on windows that hold whole pieces:
 * its state is a hash of all tokens that it has read, pads aside.
 */
class CarriedLogitsTest {
  private static final int VOCABULARY = 7;
  private static final int END = 5;
  private static final int PAD = 6;
  private static final int WINDOW = 40;
  private static final TokenSpace TOKENS =
      new TokenSpace(WINDOW, VOCABULARY, PAD, Set.of(), OptionalInt.of(END));
  private static final NextTokenModel WINDOWED =
      windows -> Arrays.stream(windows).map(CarriedLogitsTest::read).toArray(float[][]::new);

  @Property(tries = 50)
  void samplesThePiecesOfAModelThatReadsAllAgain(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 9) int primerLength,
      @ForAll @IntRange(min = 1, max = 4) int batchSize) {
    int[] primer = primer(primerLength);
    GenerateSpec spec = new GenerateSpec(20, 5, seed, Sampler.ofTemperature(1), batchSize);
    Generator windowed = new Generator(WINDOWED, TOKENS);
    assertThat(carried(new CountingModel()).generate(primer, spec))
        .isDeepEqualTo(windowed.generate(primer, spec));
  }

  @Test
  void searchesThePiecesOfAModelThatReadsAllAgain() {
    BeamSpec spec = new BeamSpec(12, 4, 3, 2);
    Generator windowed = new Generator(WINDOWED, TOKENS);
    assertThat(carried(new CountingModel()).search(primer(3), spec, (done, all) -> {}))
        .isDeepEqualTo(windowed.search(primer(3), spec, (done, all) -> {}));
  }

  @Test
  void readsEachTokenOnceAndThePrimerForAllPieces() {
    CountingModel model = new CountingModel();
    TokenSpace endless = new TokenSpace(WINDOW, VOCABULARY, PAD);
    new Generator(model, endless, DecodingConstraints.NONE)
        .generate(primer(5), new GenerateSpec(10, 3, 1, Sampler.ofTemperature(1), 2));
    // The window's pads and tokens, then all new tokens but the last of each piece.
    assertThat(model.rows).hasSize(WINDOW + 3 * 9);
  }

  @Test
  void readsEachPrimerOfAGenerator() {
    Generator generator = carried(new CountingModel());
    GenerateSpec spec = new GenerateSpec(8, 1, 3, Sampler.ofTemperature(1));
    generator.generate(primer(5), spec);
    int[][] second = generator.generate(primer(2), spec);
    assertThat(second).isDeepEqualTo(carried(new CountingModel()).generate(primer(2), spec));
  }

  @Test
  void refusesAModelThatLosesARow() {
    CarriedModel loser =
        new CountingModel() {
          @Override
          public CarriedReading read(float[][] states, int[] tokens) {
            return new CarriedReading(new float[1][VOCABULARY], new float[0][]);
          }
        };
    assertThatThrownBy(
            () ->
                carried(loser)
                    .generate(primer(1), new GenerateSpec(1, 1, 1, Sampler.ofTemperature(1))))
        .hasMessage("model must return 1 rows of logits and states, returned 1 and 0");
  }

  private static Generator carried(CarriedModel model) {
    return new Generator(model, TOKENS, DecodingConstraints.NONE);
  }

  private static int[] primer(int length) {
    return IntStream.range(0, length).map(i -> (i * 3 + 1) % END).toArray();
  }

  private static float next(float state, int token) {
    return token == PAD ? state : (state * 31 + token + 1) % 1009;
  }

  private static float[] logits(float state) {
    float[] logits = new float[VOCABULARY];
    for (int id = 0; id < VOCABULARY; id++) {
      logits[id] = (state * (id + 3)) % 11 / 4 - (id == END ? 3 : 0);
    }
    return logits;
  }

  private static float[] read(int[] window) {
    float state = 0;
    for (int token : window) {
      state = next(state, token);
    }
    return logits(state);
  }

  /** Reads as {@link #read} does, and remembers every token that it was given. */
  private static class CountingModel implements CarriedModel {
    private final List<Integer> rows = new ArrayList<>();

    @Override
    public float[] start() {
      return new float[1];
    }

    @Override
    public int leadingPads(int primerLength) {
      return WINDOW - primerLength;
    }

    @Override
    public CarriedReading read(float[][] states, int[] tokens) {
      float[][] after = new float[tokens.length][1];
      float[][] logits = new float[tokens.length][];
      for (int row = 0; row < tokens.length; row++) {
        rows.add(tokens[row]);
        after[row][0] = next(states[row][0], tokens[row]);
        logits[row] = logits(after[row][0]);
      }
      return new CarriedReading(logits, after);
    }
  }
}
