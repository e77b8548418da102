package io.nocturne.bench.worker;

import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Batches.Batch;
import java.util.Collections;
import java.util.Iterator;

/** An endless sequence of full batches, epoch after epoch. */
final class Feed {
  private final Batches batches;
  private Iterator<Batch> epoch = Collections.emptyIterator();
  private long epochs;

  Feed(Batches batches) {
    this.batches = batches;
  }

  Batch next() {
    while (true) {
      if (!epoch.hasNext()) {
        epoch = batches.epoch(epochs++, 0).iterator();
      }
      Batch batch = epoch.next();
      // The last one of an epoch may be smaller, which would be less work.
      if (batch.size() == batches.batchSize()) {
        return batch;
      }
    }
  }
}
