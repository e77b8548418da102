package io.nocturne.corpus;

import io.nocturne.io.tfrecord.ExternalSort;
import io.nocturne.io.tfrecord.ExternalSort.SortedRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The median of the tempos of pieces, any number of them. */
final class TempoMedian implements AutoCloseable {
  private final ExternalSort tempos;
  private long count;

  /**
   * Creates one without tempos.
   *
   * @param folder receives files
   */
  TempoMedian(Path folder) {
    tempos = new ExternalSort(folder, "tempos");
  }

  /** Adds a tempo, above 0. */
  void add(double tempo) throws IOException {
    // The bits of positive doubles have their order.
    tempos.add(ByteBuffer.allocate(Double.BYTES).putDouble(tempo).array());
    count++;
  }

  /** Returns the median; of an even number, the mean of the two in the middle. Called once. */
  OptionalDouble median() throws IOException {
    if (count == 0) {
      return OptionalDouble.empty();
    }
    try (SortedRecords sorted = tempos.sorted()) {
      for (long i = 0; i < (count - 1) / 2; i++) {
        sorted.next();
      }
      double lower = next(sorted);
      return OptionalDouble.of(count % 2 == 1 ? lower : (lower + next(sorted)) / 2);
    }
  }

  private static double next(SortedRecords sorted) throws IOException {
    return ByteBuffer.wrap(sorted.next().orElseThrow()).getDouble();
  }

  @Override
  public void close() throws IOException {
    tempos.close();
  }
}
