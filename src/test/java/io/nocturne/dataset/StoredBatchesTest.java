package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.StoredCorpora;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.dataset.Batches.Batch;
import io.nocturne.dataset.Shuffle.Shuffled;
import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.dataset.WindowSpec.Openings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches of corpora that stay in their files are those of corpora in memory. */
class StoredBatchesTest {
  private static final long SEED = 20261128;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void ofWindowsAtAStride(By by) throws IOException {
    WindowSpec windows = new WindowSpec(7, 2, Openings.PAD);
    SplitSpec split = new SplitSpec(by, 0.3, SEED);
    Corpus inMemory = corpus();
    try (Corpus stored = StoredCorpora.of(folder, inMemory, 3)) {
      assertThat(batches(Split.of(stored, windows, split)))
          .isEqualTo(batches(Split.of(inMemory, windows, split)));
    }
  }

  @Test
  void ofWindowsThatFollowEachOther() throws IOException {
    WindowSpec windows = WindowSpec.following(9);
    SplitSpec split = new SplitSpec(By.PIECE, 0.3, SEED);
    Corpus inMemory = corpus();
    try (Corpus stored = StoredCorpora.of(folder, inMemory, 3)) {
      assertThat(following(Split.of(stored, windows, split)))
          .isEqualTo(following(Split.of(inMemory, windows, split)));
    }
  }

  private static Corpus corpus() {
    int[] lengths = new Random(SEED).ints(24, 1, 1500).toArray();
    List<ListedPart> all = List.of(ListedPart.values());
    ListedPart[] parts =
        IntStream.range(0, lengths.length)
            .mapToObj(piece -> all.get(piece % 3))
            .toArray(ListedPart[]::new);
    return TestCorpora.listed(TestCorpora.random(SEED, lengths), parts);
  }

  private static int[] batches(Split split) {
    Augmentation augmentation = Augmentation.transpositions(corpus().tokenizer(), 5, SEED);
    Batches training = new Batches(split.train(), 64, new Shuffled(SEED), augmentation);
    Batches validation =
        new Batches(split.validation().inPieceOrder(), 64, new Shuffle.Sequential());
    return all(training, validation);
  }

  private static int[] following(Split split) {
    Augmentation augmentation = Augmentation.transpositions(corpus().tokenizer(), 5, SEED);
    return all(
        Batches.following(split.train(), 5, new Shuffled(SEED), augmentation),
        Batches.following(split.validation(), 5, new Shuffle.Sequential(), Augmentation.NONE));
  }

  /** Returns the tokens of all batches, one after the other. */
  private static int[] all(Batches training, Batches validation) {
    IntStream.Builder tokens = IntStream.builder();
    for (Batches batches : List.of(training, validation)) {
      for (Batch batch : batches.epoch(1, 0)) {
        Arrays.stream(batch.tokens()).forEach(tokens::add);
      }
    }
    return tokens.build().toArray();
  }
}
