package io.nocturne.evaluate;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The training tokens of a text in numbered groups.
 *
 * @param group the group of each token, in [0, count)
 * @param count the number of groups
 */
@SuppressWarnings("ArrayRecordComponent") // This package's own, never compared.
record Groups(int[] group, int count) {

  /**
   * The smaller groups that groups were divided into.
   *
   * @param group for each token, the number of its new group
   * @param parents for each new group, the group that it is part of; ascending
   * @param keys for each new group, the key of its tokens; ascending within a parent
   * @param sizes for each new group, its number of tokens
   */
  @SuppressWarnings("ArrayRecordComponent")
  record GroupSplit(int[] group, int[] parents, int[] keys, int[] sizes) {}

  /** Returns all tokens in one group. */
  static GroupSplit one(int tokens) {
    return new GroupSplit(new int[tokens], new int[1], new int[1], new int[] {tokens});
  }

  /**
   * Divides each group by a key. Two stable counting sorts, first by key, then by group: linear in
   * tokens, groups and keys.
   *
   * @param key returns the key of the token with a number, an id of the text's alphabet
   */
  GroupSplit by(IntUnaryOperator key, TrainingText text) {
    int[] keys = new int[group.length];
    Arrays.setAll(keys, key);
    int[] order = new int[group.length];
    Arrays.setAll(order, i -> i);
    order = sorted(order, keys, text.alphabet().size());
    order = sorted(order, group, count);

    int[] divided = new int[group.length];
    int[] parents = new int[group.length];
    int[] common = new int[group.length];
    int[] sizes = new int[group.length];
    int found = -1;
    for (int place = 0; place < order.length; place++) {
      int i = order[place];
      if (place == 0 || group[i] != parents[found] || keys[i] != common[found]) {
        found++;
        parents[found] = group[i];
        common[found] = keys[i];
      }
      sizes[found]++;
      divided[i] = found;
    }
    return new GroupSplit(
        divided,
        Arrays.copyOf(parents, found + 1),
        Arrays.copyOf(common, found + 1),
        Arrays.copyOf(sizes, found + 1));
  }

  private static int[] sorted(int[] order, int[] keys, int bound) {
    int[] next = new int[bound + 1];
    for (int key : keys) {
      next[key + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] sorted = new int[order.length];
    for (int i : order) {
      sorted[next[keys[i]]++] = i;
    }
    return sorted;
  }
}
