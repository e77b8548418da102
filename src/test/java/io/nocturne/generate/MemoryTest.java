package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.generate.GenerateSpec.BeamSpec;
import io.nocturne.generate.Generator.NextTokenModel;
import io.nocturne.memory.Memories;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Generation with a memory of the piece. */
class MemoryTest {
  private static final Tokenizer PITCHES = PitchTokenizer.piano();
  private static final int SIZE = PITCHES.vocabulary().size();
  private static final TokenSpace TOKENS = new TokenSpace(2, SIZE, PITCHES.vocabulary().padId());

  /** Prefers the token after the last, but not by much. */
  private static final NextTokenModel SUCCESSOR =
      windows ->
          Arrays.stream(windows)
              .map(
                  window -> {
                    float[] row = new float[SIZE];
                    row[(window[1] + 1) % (SIZE - 1)] = 5;
                    return row;
                  })
              .toArray(float[][]::new);

  /** A phrase of seven notes and its first four again; the window holds two. */
  private static final int[] PRIMER = {40, 44, 42, 47, 45, 49, 43, 40, 44, 42, 47};

  @Test
  void continuesAPhraseAsItWentBefore() {
    int[][] pieces =
        generator(DecodingConstraints.NONE, 0.99)
            .generate(PRIMER, new GenerateSpec(6, 1, 0, Sampler.ofTemperature(0)));
    assertThat(pieces[0]).containsExactly(45, 49, 43, 40, 44, 42);
  }

  @Test
  void followsTheModelWhereTheMemoryHasLittleWeight() {
    int[][] pieces =
        generator(DecodingConstraints.NONE, 0.1)
            .generate(PRIMER, new GenerateSpec(3, 1, 0, Sampler.ofTemperature(0)));
    assertThat(pieces[0]).containsExactly(48, 49, 50);
  }

  @Test
  void suggestsNothingThatAConstraintForbids() {
    DecodingConstraints fresh =
        new DecodingConstraints(RepetitionPenalty.NONE, List.of(new Constraint.NoRepeatNgram(2)));
    int[][] pieces =
        generator(fresh, 0.99)
            .generate(PRIMER, new GenerateSpec(3, 1, 0, Sampler.ofTemperature(0)));
    assertThat(pieces[0]).containsExactly(48, 49, 50);
  }

  @Test
  void suggestsNothingThatAFilterLeavesOut() {
    Sampler mostLikely = new Sampling(1, OptionalInt.of(1), 1, 0);
    int[][] pieces =
        generator(DecodingConstraints.NONE, 0.99)
            .generate(PRIMER, new GenerateSpec(3, 1, 0, mostLikely));
    assertThat(pieces[0]).containsExactly(48, 49, 50);
  }

  @Test
  void decidesAmongWhatAFilterLeaves() {
    Sampler nearlyAll = new Sampling(1, OptionalInt.of(SIZE), 1, 0);
    int[][] pieces =
        generator(DecodingConstraints.NONE, 1 - 1e-9)
            .generate(PRIMER, new GenerateSpec(6, 1, 0, nearlyAll));
    assertThat(pieces[0]).containsExactly(45, 49, 43, 40, 44, 42);
  }

  @Test
  void hasAMemoryForEachPieceOfABatch() {
    GenerateSpec together = new GenerateSpec(40, 6, 3, Sampler.ofTemperature(1), 6);
    GenerateSpec apart = new GenerateSpec(40, 6, 3, Sampler.ofTemperature(1), 1);
    Generator generator = generator(DecodingConstraints.NONE, 0.7);
    assertThat(generator.generate(PRIMER, together))
        .isDeepEqualTo(generator.generate(PRIMER, apart));
  }

  @Test
  void hasAMemoryForEachBeamOfASearch() {
    int[][] found =
        generator(DecodingConstraints.NONE, 0.99)
            .search(PRIMER, new BeamSpec(6, 4, 1, 64), (done, total) -> {});
    assertThat(found[0]).containsExactly(45, 49, 43, 40, 44, 42);
  }

  private static Generator generator(DecodingConstraints constraints, double weight) {
    return new Generator(SUCCESSOR, TOKENS, constraints).with(Memories.always(PITCHES, weight));
  }
}
