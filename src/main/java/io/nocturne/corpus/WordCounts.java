package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.io.tfrecord.ExternalSort;
import io.nocturne.io.tfrecord.ExternalSort.SortedRecords;
import io.nocturne.token.TokenizerFitter.VocabularyLearner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the words of a corpus, any number of different ones. */
final class WordCounts implements AutoCloseable {
  /** The maximum number of different words in memory. */
  private static final int MAX_HELD = 200_000;

  private final ExternalSort sort;
  private final Map<String, Long> held = new HashMap<>();

  /**
   * Creates counts of no words.
   *
   * @param folder receives files
   */
  WordCounts(Path folder) {
    sort = new ExternalSort(folder, "words");
  }

  /** Counts words. */
  void add(List<String> words) throws IOException {
    for (String word : words) {
      held.merge(word, 1L, Long::sum);
    }
    if (held.size() > MAX_HELD) {
      spill();
    }
  }

  /** A word ends with 0, so that no word is the beginning of another's record. */
  private void spill() throws IOException {
    for (Map.Entry<String, Long> word : held.entrySet()) {
      byte[] name = word.getKey().getBytes(UTF_8);
      sort.add(
          ByteBuffer.allocate(name.length + 1 + Long.BYTES)
              .put(name)
              .put((byte) 0)
              .putLong(word.getValue())
              .array());
    }
    held.clear();
  }

  /** Gives each word with its count to a learner; to be called once. */
  void learn(VocabularyLearner learner) throws IOException {
    spill();
    try (SortedRecords sorted = sort.sorted()) {
      String word = "";
      long count = 0;
      for (Optional<byte[]> next = sorted.next(); next.isPresent(); next = sorted.next()) {
        int length = next.get().length - 1 - Long.BYTES;
        String name = new String(next.get(), 0, length, UTF_8);
        if (!name.equals(word) && count > 0) {
          learner.add(word, count);
          count = 0;
        }
        word = name;
        count += ByteBuffer.wrap(next.get(), length + 1, Long.BYTES).getLong();
      }
      if (count > 0) {
        learner.add(word, count);
      }
    }
  }

  @Override
  public void close() throws IOException {
    sort.close();
  }
}
