package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.TestCorpora;
import io.nocturne.dataset.Batches.Batch;
import io.nocturne.dataset.WindowSpec.Openings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
  private static final Shuffle IN_ORDER = new Shuffle.Sequential();
  private static final Shuffle SHUFFLED = new Shuffle.Shuffled(9);
  private static final int PADDING = 1000;
  // 9 + 18 + 47 = 74 windows.
  private static final Windows WINDOWS =
      new Windows(TestCorpora.counting(12, 21, 50), new WindowSpec(3, 1, Openings.SKIP));

  static Stream<Shuffle> orders() {
    return Stream.of(IN_ORDER, SHUFFLED);
  }

  @Test
  void aBatchIsItsWindowsRowByRow() {
    Batch first = new Batches(WINDOWS, 2, IN_ORDER).epoch(0, 0).iterator().next();
    assertThat(first.size()).isEqualTo(2);
    assertThat(first.width()).isEqualTo(4);
    assertThat(first.tokens()).containsExactly(0, 1, 2, 3, 1, 2, 3, 4);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void anEpochHasEveryWindowOnce(Shuffle order) {
    assertThat(targets(new Batches(WINDOWS, 8, order).epoch(3, 0)))
        .containsExactlyInAnyOrderElementsOf(TestCorpora.targets(WINDOWS));
  }

  @Test
  void theLastBatchTakesWhatIsLeft() {
    var batches = new Batches(WINDOWS, 8, SHUFFLED);
    List<Integer> sizes = new ArrayList<>();
    batches.epoch(0, 0).forEach(batch -> sizes.add(batch.size()));
    assertThat(sizes).hasSize(10).endsWith(8, 2).startsWith(8, 8);
    assertThat(batches.count()).isEqualTo(10);
    assertThat(batches.windowCount()).isEqualTo(74);
  }

  @ParameterizedTest
  @CsvSource({"1, 74", "37, 2", "73, 2", "74, 1", "75, 1"})
  void countsItsBatches(int batchSize, long count) {
    var batches = new Batches(WINDOWS, batchSize, IN_ORDER);
    assertThat(batches.count()).isEqualTo(count);
    assertThat(batches.epoch(0, 0)).hasSize((int) count);
  }

  static IntStream steps() {
    return IntStream.rangeClosed(0, 10);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void anEpochResumesAtAnyStepAsIfItHadNotStopped(int step) {
    var batches = new Batches(WINDOWS, 8, SHUFFLED);
    List<Integer> whole = targets(batches.epoch(4, 0));
    assertThat(targets(new Batches(WINDOWS, 8, SHUFFLED).epoch(4, step)))
        .isEqualTo(whole.subList(Math.min(8 * step, 74), 74));
  }

  @Test
  void shuffledEpochsDifferAndRepeatThemselves() {
    var batches = new Batches(WINDOWS, 8, SHUFFLED);
    assertThat(targets(batches.epoch(0, 0)))
        .isNotEqualTo(targets(batches.epoch(1, 0)))
        .isNotEqualTo(targets(new Batches(WINDOWS, 8, new Shuffle.Shuffled(10)).epoch(0, 0)))
        .isEqualTo(targets(batches.epoch(0, 0)));
  }

  @Test
  void inOrderEveryEpochIsTheSame() {
    var batches = new Batches(WINDOWS, 8, IN_ORDER);
    assertThat(targets(batches.epoch(7, 0))).isEqualTo(TestCorpora.targets(WINDOWS));
  }

  @Test
  void aBatchKeepsItsTokensWhenTheNextIsDealt() {
    Iterator<Batch> epoch = new Batches(WINDOWS, 2, IN_ORDER).epoch(0, 0).iterator();
    Batch first = epoch.next();
    epoch.next();
    assertThat(first.tokens()).containsExactly(0, 1, 2, 3, 1, 2, 3, 4);
  }

  @Test
  void thereIsNoBatchAfterTheLast() {
    Iterator<Batch> end = new Batches(WINDOWS, 8, IN_ORDER).epoch(0, 10).iterator();
    assertThat(end.hasNext()).isFalse();
    assertThatThrownBy(end::next).isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 11})
  void refusesToStartBeyondTheEpoch(long step) {
    var batches = new Batches(WINDOWS, 8, IN_ORDER);
    assertThatThrownBy(() -> batches.epoch(0, step)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesAnEpochBeforeTheFirst() {
    assertThatThrownBy(() -> new Batches(WINDOWS, 8, SHUFFLED).epoch(-1, 0))
        .hasMessage("epoch must be at least 0, was -1");
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 8", "3, 8", "5, 3", "74, 8"})
  void theSharesOfWorkersAreTheBatchesWithoutOverlapOrLoss(int workers, int batchSize) {
    Batches all = new Batches(WINDOWS, batchSize, SHUFFLED);
    List<List<Integer>> steps = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      int step = 0;
      for (Batch share : all.share(new Shard(worker, workers, PADDING)).epoch(1, 0)) {
        if (worker == 0) {
          steps.add(new ArrayList<>());
        }
        steps.get(step++).addAll(targets(List.of(share)));
      }
      assertThat(step).as("steps of worker %d", worker).isEqualTo((int) all.count());
    }
    int step = 0;
    for (Batch batch : all.epoch(1, 0)) {
      List<Integer> shares = steps.get(step++);
      shares.removeIf(target -> target == PADDING);
      assertThat(shares).isEqualTo(targets(List.of(batch)));
    }
  }

  @Test
  void aShareWithoutWindowsIsARowOfPadding() {
    Batch share =
        new Batches(WINDOWS, 1, IN_ORDER)
            .share(new Shard(0, 2, PADDING))
            .epoch(0, 0)
            .iterator()
            .next();
    assertThat(share.tokens()).containsExactly(PADDING, PADDING, PADDING, PADDING);
  }

  @Test
  void refusesABatchThatNoArrayHolds() {
    assertThatThrownBy(() -> new Batches(WINDOWS, 1 << 30, IN_ORDER))
        .hasMessage("batch size must be at most 536870909 for windows of 3 tokens, was 1073741824");
  }

  @Test
  void refusesEmptyBatches() {
    assertThatThrownBy(() -> new Batches(WINDOWS, 0, IN_ORDER))
        .hasMessage("batch size must be at least 1, was 0");
  }

  @Test
  void refusesAnEmptySet() {
    var none = new Windows(TestCorpora.counting(3), new WindowSpec(3, 1, Openings.SKIP));
    assertThatThrownBy(() -> new Batches(none, 1, IN_ORDER))
        .hasMessage("there must be at least one window, were none");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4, 0, 'batch size must be at least 1, was 0'",
    "1, 1, 1, 'batch width must be at least 2, was 1'",
    "2, 4, 7, 'batch tokens must be 2 x 4, were 7'"
  })
  void refusesABatchWhoseShapeIsNotItsTokens(int size, int width, int tokens, String message) {
    assertThatThrownBy(() -> new Batch(size, width, new int[tokens])).hasMessage(message);
  }

  private static List<Integer> targets(Iterable<Batch> epoch) {
    List<Integer> targets = new ArrayList<>();
    for (Batch batch : epoch) {
      for (int row = 1; row <= batch.size(); row++) {
        targets.add(batch.tokens()[row * batch.width() - 1]);
      }
    }
    return targets;
  }
}
