package io.nocturne.bench.worker;

import java.io.IOException;

/** Makes batches without using them; the work is batches. */
final class DealTask implements Task {
  private final Feed feed;

  DealTask(TaskSettings settings) throws IOException {
    feed = new Feed(settings.batches());
  }

  @Override
  public double run(int repetitions) {
    for (int i = 0; i < repetitions; i++) {
      if (feed.next().tokens().length == 0) {
        throw new IllegalStateException("a batch has no tokens"); // Uses what was dealt.
      }
    }
    return repetitions;
  }
}
