package io.nocturne.io.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.io.tfrecord.ExternalSort.SortedRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSortTest {
  private static final long SEED = 17;

  @TempDir Path folder;

  /** With 200 bytes for records of 32 and more, 2,000 records are more runs than merge at once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 200, 5_000, Long.MAX_VALUE})
  void givesAllRecordsInOrderWhateverItsMemory(long maxBytes) throws IOException {
    List<byte[]> records = records(2_000);
    assertThat(sorted(records, maxBytes))
        .as("seed %d", SEED)
        .usingElementComparator(Arrays::compareUnsigned)
        .containsExactlyElementsOf(records.stream().sorted(Arrays::compareUnsigned).toList());
  }

  @Test
  void deletesItsFiles() throws IOException {
    sorted(records(2_000), 100);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void writesNoFileOfWhatFitsInMemory() throws IOException {
    try (ExternalSort sort = new ExternalSort(folder, "few")) {
      for (byte[] record : records(2_000)) {
        sort.add(record);
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  private List<byte[]> sorted(List<byte[]> records, long maxBytes) throws IOException {
    List<byte[]> sorted = new ArrayList<>();
    try (ExternalSort sort = new ExternalSort(folder, "some", maxBytes)) {
      for (byte[] record : records) {
        sort.add(record);
      }
      try (SortedRecords all = sort.sorted()) {
        for (Optional<byte[]> next = all.next(); next.isPresent(); next = all.next()) {
          sorted.add(next.get());
        }
      }
    }
    return sorted;
  }

  /** Short ones, so that some are equal and some begin with others. */
  private static List<byte[]> records(int count) {
    Random random = new Random(SEED);
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] record = new byte[random.nextInt(4)];
      random.nextBytes(record);
      records.add(record);
    }
    return records;
  }
}
