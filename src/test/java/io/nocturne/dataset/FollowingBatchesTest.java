package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.dataset.Batches.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches whose rows read whole pieces, window after window. */
class FollowingBatchesTest {
  private static final int LENGTH = 4;
  private static final Corpus CORPUS = TestCorpora.counting(9, 4, 13, 1, 8, 2);
  private static final int TOKENS = 9 + 4 + 13 + 1 + 8 + 2;
  private static final Windows WINDOWS = new Windows(CORPUS, WindowSpec.following(LENGTH));
  private static final int PAD = CORPUS.tokenizer().vocabulary().padId();

  @Test
  void aPieceBeginsWithAPadAndItsLastWindowIsFilledOnTheRight() {
    assertThat(TestCorpora.all(new Windows(TestCorpora.counting(5), WindowSpec.following(4))))
        .containsExactly(new int[] {PAD, 0, 1, 2, 3}, new int[] {3, 4, PAD, PAD, PAD});
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 50})
  void everyTokenIsATargetOnceAnEpoch(int rows) {
    List<Integer> targets = new ArrayList<>();
    for (Batch batch : batches(rows, 9).epoch(2, 0)) {
      for (int row = 0; row < batch.size(); row++) {
        for (int i = 1; i <= LENGTH; i++) {
          targets.add(batch.tokens()[row * batch.width() + i]);
        }
      }
    }
    targets.removeIf(id -> id == PAD);
    assertThat(targets)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, TOKENS).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void eachWindowBeginsAPieceOrWhereItsRowWasLeft(int rows) {
    int[] last = new int[rows];
    Arrays.fill(last, PAD);
    int size = rows;
    for (Batch batch : batches(rows, 9).epoch(0, 0)) {
      assertThat(batch.size()).isLessThanOrEqualTo(size);
      size = batch.size();
      for (int row = 0; row < size; row++) {
        int first = batch.tokens()[row * batch.width()];
        assertThat(first).isIn(PAD, last[row]);
        last[row] = batch.tokens()[row * batch.width() + LENGTH];
      }
    }
  }

  @Test
  void countsItsBatches() {
    for (int rows = 1; rows < 8; rows++) {
      Batches batches = batches(rows, 3);
      assertThat(batches.epoch(1, 0)).hasSize((int) batches.count());
    }
    // 13 tokens are four windows, and the rows cannot be shorter.
    assertThat(batches(6, 3).count()).isEqualTo(4);
  }

  @Test
  void anEpochResumesAtAnyStep() {
    List<int[]> whole = tokens(batches(2, 9).epoch(3, 0));
    List<int[]> rest = tokens(batches(2, 9).epoch(3, 2));
    assertThat(rest).usingRecursiveComparison().isEqualTo(whole.subList(2, whole.size()));
  }

  @Test
  void epochsHaveTheirOwnOrders() {
    Set<List<Integer>> orders = new HashSet<>();
    for (int epoch = 0; epoch < 20; epoch++) {
      List<Integer> starts = new ArrayList<>();
      tokens(batches(1, 9).epoch(epoch, 0))
          .forEach(
              row -> {
                if (row[0] == PAD) {
                  starts.add(row[1]);
                }
              });
      orders.add(starts);
    }
    assertThat(orders).hasSizeGreaterThan(15);
  }

  @Test
  void changesAPieceAsAWhole() {
    Augmentation numbered =
        (tokens, row, epoch, window) ->
            Arrays.setAll(tokens, i -> tokens[i] == PAD ? PAD : (int) (window + epoch * 100));
    Batches batches = Batches.following(WINDOWS, 1, new Shuffle.Sequential(), numbered);
    List<Integer> values = new ArrayList<>();
    for (int[] row : tokens(batches.epoch(1, 0))) {
      values.add(row[1]);
    }
    // The pieces have 3, 1, 4, 1, 2 and 1 windows; each takes the number of its first.
    assertThat(values).containsExactly(100, 100, 100, 103, 104, 104, 104, 104, 108, 109, 109, 111);
  }

  private static Batches batches(int rows, long seed) {
    return Batches.following(WINDOWS, rows, new Shuffle.Shuffled(seed), Augmentation.NONE);
  }

  private static List<int[]> tokens(Iterable<Batch> epoch) {
    List<int[]> tokens = new ArrayList<>();
    epoch.forEach(batch -> tokens.add(batch.tokens()));
    return tokens;
  }
}
