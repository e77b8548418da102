package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.memory.Memories;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.PieceMemory;
import io.nocturne.music.PitchName;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory in the graph, compared with {@link PieceMemory}. */
class LoopMemoryTest {
  private static final Tokenizer PITCHES = PitchTokenizer.piano();
  private static final long SEED = 41;

  static Stream<Tokenizer> tokenizers() {
    return Stream.of(
        PITCHES,
        EventTokenizer.standard(),
        PerformanceTokenizer.standard(),
        RecurringMusic.chords(ChordNames.PITCHES),
        RecurringMusic.chords(ChordNames.NORMAL_ORDER));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void mixesTheSameAsTheMemoryOfAPiece(Tokenizer tokenizer) {
    RecurringMusic music = new RecurringMusic(tokenizer, new Random(SEED));
    int[][] primers = new int[60][];
    Arrays.setAll(primers, row -> music.padded(10 + 10 * row, 600));
    int matches = requireSame(Memories.random(tokenizer, 1), tokenizer, primers, 1);
    assertThat(matches).as("rows with a match, seed %d", SEED).isGreaterThan(10);
  }

  /** A passage comes again after 108 to 137 notes, each of which has an end. */
  @Test
  void countsTheNotesOfAPerformanceAndNotTheirEnds() {
    Tokenizer performances = PerformanceTokenizer.standard();
    int[] passage = legato(performances, 10, SEED);
    int[][] primers = new int[30][];
    for (int row = 0; row < primers.length; row++) {
      int[] between = legato(performances, 108 + row, SEED + 1 + row);
      int[] primer = concat(passage, between, Arrays.copyOf(passage, 4 + row % 15));
      primers[row] = padded(performances, primer, 320);
    }
    MemoryModel memory = Memories.composing(performances, 0.9);
    assertThat(requireSame(memory, performances, primers, 1)).as("seed %d", SEED).isBetween(10, 29);
  }

  /** Returns random notes each of which ends when the next one has begun. */
  private static int[] legato(Tokenizer performances, int notes, long seed) {
    Random random = new Random(seed);
    int[] tokens = new int[2 * notes];
    String last = "C4";
    for (int i = 0; i < tokens.length; i += 2) {
      String pitch = PitchName.of(40 + random.nextInt(40));
      tokens[i] = performances.vocabulary().id("NoteOn_" + pitch).orElseThrow();
      tokens[i + 1] = performances.vocabulary().id("NoteOff_" + last).orElseThrow();
      last = pitch;
    }
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.3f, 1})
  void trustsTheMemoryAsFarAsItIsTold(float trust) {
    RecurringMusic music = new RecurringMusic(PITCHES, new Random(SEED));
    int[][] primers = new int[20][];
    Arrays.setAll(primers, row -> music.padded(250, 250));
    int matches = requireSame(Memories.random(PITCHES, trust), PITCHES, primers, trust);
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
    assertThat(requireSame(Memories.composing(PITCHES, 0.5), PITCHES, rows, 1)).isOne();
  }

  /** Of 70 and of 90 symbols, 64 are compared. */
  @Test
  void countsMatchesOverTheMaximumLengthAsEqual() {
    int[] phrase = new Random(SEED).ints(90, 30, 60).toArray();
    int[] ends = Arrays.copyOfRange(phrase, 20, 90);
    int[] between = new Random(SEED + 1).ints(100, 61, 87).toArray();
    int[] primer = concat(phrase, new int[] {70}, ends, new int[] {71}, between, phrase);
    assertThat(requireSame(Memories.composing(PITCHES, 0.5), PITCHES, new int[][] {primer}, 1))
        .isOne();
  }

  @Test
  void findsNothingInPadding() {
    int[] primer = new int[40];
    Arrays.fill(primer, PITCHES.vocabulary().padId());
    RememberedPieces pieces =
        new RememberedPieces(Memories.composing(PITCHES, 0.5), PITCHES, new int[][] {primer}, 1);
    float[][] mixed = pieces.inGraph((mixture, tf) -> mixture.mixedLogits(tf));
    assertThat(mixed[0]).isEqualTo(pieces.logits(0));
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
    int[] between = new Random(SEED).ints(110, 61, 87).toArray();
    int[][] rows =
        Arrays.stream(primers)
            .map(row -> padded(PITCHES, concat(row, new int[] {10}, between, row), 135))
            .toArray(int[][]::new);
    requireSame(Memories.random(PITCHES, 1), PITCHES, rows, 1);
  }

  /** The maximum length of a match is 64, but a passage may be longer. */
  @Test
  void findsALongPassageThreeTimesInARow() {
    int[] passage = new Random(SEED).ints(50, 30, 60).toArray();
    int[] other = new Random(SEED + 1).ints(50, 30, 60).toArray();
    int[][] primers = {concat(passage, passage, passage), concat(other, passage, passage)};
    requireSame(Memories.random(PITCHES, 1), PITCHES, primers, 1);
  }

  private static int[] padded(Tokenizer tokenizer, int[] tokens, int length) {
    int[] pads = new int[length - tokens.length];
    Arrays.fill(pads, tokenizer.vocabulary().padId());
    return concat(pads, tokens);
  }

  /** Compares the mixed logits of all rows, and returns in how many the memory took part. */
  private static int requireSame(
      MemoryModel memory, Tokenizer tokenizer, int[][] primers, float trust) {
    RememberedPieces pieces = new RememberedPieces(memory, tokenizer, primers, trust);
    float[][] mixed = pieces.inGraph((mixture, tf) -> mixture.mixedLogits(tf));
    int matches = 0;
    for (int row = 0; row < primers.length; row++) {
      double[] alone = RememberedPieces.softmax(pieces.logits(row));
      double[] expected = alone.clone();
      pieces.outsideOfGraph(row).suggestions().mix(expected);
      double[] actual = RememberedPieces.softmax(mixed[row]);
      for (int id = 0; id < actual.length; id++) {
        assertThat(Math.log(actual[id]))
            .as("row %d, id %d, seed %d", row, id, SEED)
            .isCloseTo(Math.log(expected[id]), within(3e-5));
      }
      matches += Arrays.equals(expected, alone) ? 0 : 1;
    }
    return matches;
  }

  private static int[] concat(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }
}
