package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.memory.Memories;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.PieceMemory;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.WhileLoop.State;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The memory in the graph, compared with {@link PieceMemory}. */
class LoopMemoryTest {
  private static final Tokenizer PITCHES = PitchTokenizer.piano();
  private static final long SEED = 41;

  static Stream<Tokenizer> tokenizers() {
    return Stream.of(
        PITCHES,
        EventTokenizer.standard(),
        RecurringMusic.chords(ChordNames.PITCHES),
        RecurringMusic.chords(ChordNames.NORMAL_ORDER));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void mixesTheSameAsTheMemoryOfAPiece(Tokenizer tokenizer) {
    RecurringMusic music = new RecurringMusic(tokenizer, new Random(SEED));
    int[][] primers = new int[60][];
    Arrays.setAll(primers, row -> music.padded(10 + row, 90));
    int matches = requireSame(Memories.byLength(tokenizer, 1), tokenizer, primers, 1);
    assertThat(matches).as("rows with a match, seed %d", SEED).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.3f, 1})
  void trustsTheMemoryAsFarAsItIsTold(float trust) {
    RecurringMusic music = new RecurringMusic(PITCHES, new Random(SEED));
    int[][] primers = new int[20][];
    Arrays.setAll(primers, row -> music.padded(50, 50));
    int matches = requireSame(Memories.byLength(PITCHES, trust), PITCHES, primers, trust);
    assertThat(matches > 0).isEqualTo(trust > 0);
  }

  /** Three notes come 310 times, and the ten earliest of them do not count. */
  @Test
  void comparesTheLatestOccurrencesOnly() {
    List<Integer> primer = new ArrayList<>();
    for (int i = 0; i < 310; i++) {
      primer.addAll(List.of(40, 44, 47, i < 20 ? 50 : 51, i % 10));
    }
    primer.addAll(List.of(60, 40, 44, 47));
    int[][] rows = {primer.stream().mapToInt(Integer::intValue).toArray()};
    assertThat(requireSame(Memories.always(PITCHES, 0.5), PITCHES, rows, 1)).isOne();
  }

  /** Of 70 and of 90 symbols, 64 are compared. */
  @Test
  void countsMatchesOverTheMaximumLengthAsEqual() {
    int[] phrase = new Random(SEED).ints(90, 30, 60).toArray();
    int[] ends = Arrays.copyOfRange(phrase, 20, 90);
    int[] primer = concat(phrase, new int[] {70}, ends, new int[] {71}, phrase);
    assertThat(requireSame(Memories.always(PITCHES, 0.5), PITCHES, new int[][] {primer}, 1))
        .isOne();
  }

  @Test
  void findsNothingInPadding() {
    int[] primer = new int[40];
    Arrays.fill(primer, PITCHES.vocabulary().padId());
    float[] logits = logits(PITCHES, 3);
    float[][] mixed =
        computed(
            Memories.always(PITCHES, 0.5),
            PITCHES,
            new int[][] {primer},
            new float[][] {logits},
            1,
            (mixture, tf) -> mixture.mixedLogits(tf));
    assertThat(mixed[0]).isEqualTo(logits);
  }

  @Test
  void findsAPassageThreeTimesInARow() {
    int[][] primers = {
      {60, 50, 54, 57, 50, 54, 57, 50, 54, 57},
      {50, 54, 57, 50, 54, 57, 50, 54, 57},
      {55, 57, 50, 54, 57, 50, 54, 57, 50, 54},
      {54, 57, 50, 54, 57, 50, 54, 57, 50, 54},
      {20, 21, 23, 26, 30, 31, 33, 36, 40, 41},
      {20, 20, 20, 20, 20, 20, 20, 20, 20, 20},
      {54, 54, 54, 50, 54, 57, 50, 54, 57, 50}
    };
    int[][] rows = Arrays.stream(primers).map(row -> padded(row, 12)).toArray(int[][]::new);
    requireSame(Memories.byLength(PITCHES, 1), PITCHES, rows, 1);
  }

  /** The maximum length of a match is 64, but a passage may be longer. */
  @Test
  void findsALongPassageThreeTimesInARow() {
    int[] passage = new Random(SEED).ints(50, 30, 60).toArray();
    int[] other = new Random(SEED + 1).ints(50, 30, 60).toArray();
    int[][] primers = {concat(passage, passage, passage), concat(other, passage, passage)};
    requireSame(Memories.byLength(PITCHES, 1), PITCHES, primers, 1);
  }

  /** Temperature and top-k decide which tokens are possible, and the mixture among them. */
  @ParameterizedTest
  @CsvSource({"1, 0", "0.5, 5", "2, 20", "0.01, 0", "1, 1"})
  void mixesWhatTheFiltersLeave(float temperature, int topK) {
    RecurringMusic music = new RecurringMusic(PITCHES, new Random(SEED));
    int[][] primers = new int[20][];
    Arrays.setAll(primers, row -> music.padded(50, 50));
    float[][] logits = new float[primers.length][];
    Arrays.setAll(logits, row -> logits(PITCHES, row));
    MemoryModel memory = Memories.byLength(PITCHES, 1);
    TokenIds ids = new TokenIds(PITCHES.vocabulary().size(), PITCHES.vocabulary().padId());
    float[][] weights =
        computed(
            memory,
            PITCHES,
            primers,
            logits,
            1,
            (mixture, tf) -> {
              NextToken next = new NextToken(ids, tf.constant(temperature), tf.constant(topK));
              TopK<TFloat32, TInt32> ranked =
                  tf.nn.topK(mixture.logits(), tf.constant(ids.count()), TInt32.class);
              Operand<TFloat32> byRank = next.weights(tf, ranked, Optional.of(mixture));
              // The ranks of ascending ids.
              Operand<TInt32> ranks =
                  tf.nn
                      .topK(tf.math.neg(ranked.indices()), tf.constant(ids.count()), TInt32.class)
                      .indices();
              return tf.gather(byRank, ranks, tf.constant(1), Gather.batchDims(1L));
            });
    for (int row = 0; row < primers.length; row++) {
      double[] expected = filtered(logits[row], temperature, topK);
      double[] possible = expected.clone();
      piece(memory, PITCHES, primers[row]).suggestions().mix(softmax(logits[row]), expected);
      double[] actual = normalized(weights[row]);
      for (int id = 0; id < actual.length; id++) {
        assertThat(actual[id])
            .as("row %d, id %d, seed %d", row, id, SEED)
            .isCloseTo(
                possible[id] == 0 ? 0 : expected[id] / kept(expected, possible), within(1e-5));
      }
    }
  }

  /** Returns the sum of the elements that are possible. */
  private static double kept(double[] weights, double[] possible) {
    return IntStream.range(0, weights.length)
        .filter(id -> possible[id] > 0)
        .mapToDouble(id -> weights[id])
        .sum();
  }

  private static double[] filtered(float[] logits, double temperature, int topK) {
    double[] scaled = new double[logits.length];
    float[] sorted = logits.clone();
    Arrays.sort(sorted);
    float least = topK == 0 ? Float.NEGATIVE_INFINITY : sorted[sorted.length - topK];
    double sum = 0;
    for (int id = 0; id < scaled.length; id++) {
      double difference = logits[id] - sorted[sorted.length - 1];
      scaled[id] = logits[id] < least ? 0 : Math.exp(difference / temperature);
      sum += scaled[id];
    }
    double all = sum;
    return Arrays.stream(scaled).map(weight -> weight / all).toArray();
  }

  private static double[] softmax(float[] logits) {
    return filtered(logits, 1, 0);
  }

  private static double[] normalized(float[] weights) {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    double all = sum;
    return IntStream.range(0, weights.length).mapToDouble(id -> weights[id] / all).toArray();
  }

  private static int[] padded(int[] tokens, int length) {
    int[] pads = new int[length - tokens.length];
    Arrays.fill(pads, PITCHES.vocabulary().padId());
    return concat(pads, tokens);
  }

  private static PieceMemory piece(MemoryModel memory, Tokenizer tokenizer, int[] primer) {
    PieceMemory piece = memory.newPiece();
    int pad = tokenizer.vocabulary().padId();
    IntStream.of(primer).filter(id -> id != pad).forEach(piece::add);
    return piece;
  }

  /** Compares the mixed logits of all rows, and returns in how many the memory took part. */
  private static int requireSame(
      MemoryModel memory, Tokenizer tokenizer, int[][] primers, float trust) {
    float[][] logits = new float[primers.length][];
    Arrays.setAll(logits, row -> logits(tokenizer, row));
    float[][] mixed =
        computed(
            memory, tokenizer, primers, logits, trust, (mixture, tf) -> mixture.mixedLogits(tf));
    int matches = 0;
    for (int row = 0; row < primers.length; row++) {
      double[] alone = softmax(logits[row]);
      double[] expected = alone.clone();
      piece(memory, tokenizer, primers[row]).suggestions().mix(expected);
      double[] actual = softmax(mixed[row]);
      for (int id = 0; id < actual.length; id++) {
        assertThat(Math.log(actual[id]))
            .as("row %d, id %d, seed %d", row, id, SEED)
            .isCloseTo(Math.log(expected[id]), within(3e-5));
      }
      matches += Arrays.equals(expected, alone) ? 0 : 1;
    }
    return matches;
  }

  private static float[][] computed(
      MemoryModel model,
      Tokenizer tokenizer,
      int[][] primers,
      float[][] logits,
      float trust,
      BiFunction<LoopMixture, Ops, Operand<TFloat32>> computation) {
    int rows = primers.length;
    int length = primers[0].length;
    int size = logits[0].length;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt32> notes =
          tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, length)));
      Placeholder<TFloat32> network =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size)));
      LoopMemory memory = new LoopMemory(model.tables(), tokenizer.vocabulary().padId());
      List<Operand<?>> state = new ArrayList<>();
      for (State one : memory.initial(tf, notes, tf.constant(trust))) {
        state.add(one.initial());
      }
      Operand<TFloat32> mixture = computation.apply(memory.mixture(tf, state, network), tf);
      try (Session session = SessionSettings.defaults().open(graph);
          TInt32 fed =
              Tensors.ints(
                  Shape.of(rows, length),
                  Arrays.stream(primers).flatMapToInt(Arrays::stream).toArray());
          TFloat32 given = Tensors.floats(Shape.of(rows, size), flat(logits));
          Result result =
              session.runner().feed(notes, fed).feed(network, given).fetch(mixture).run()) {
        return Tensors.toRows((TFloat32) result.get(0));
      }
    }
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * rows[0].length, rows[0].length);
    }
    return flat;
  }

  private static float[] logits(Tokenizer tokenizer, int row) {
    Random random = new Random(row);
    float[] logits = new float[tokenizer.vocabulary().size()];
    for (int id = 0; id < logits.length; id++) {
      logits[id] = (float) (3 * random.nextGaussian());
    }
    return logits;
  }

  private static int[] concat(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }
}
