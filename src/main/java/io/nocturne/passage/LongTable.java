package io.nocturne.passage;

import io.nocturne.random.Mixer;
import java.util.Arrays;

/** Numbers the distinct keys that it is given, in the order in which they come. */
final class LongTable {
  private static final int FREE = -1;
  private static final int INITIAL_SLOTS = 64;

  private int[] slots;
  private long[] keys = new long[INITIAL_SLOTS / 2];
  private int size;

  LongTable() {
    slots = free(INITIAL_SLOTS);
  }

  private static int[] free(int count) {
    int[] slots = new int[count];
    Arrays.fill(slots, FREE);
    return slots;
  }

  /** Returns how many keys there are. */
  int size() {
    return size;
  }

  /** Returns the key with a number. */
  long key(int number) {
    return keys[number];
  }

  /** Returns the number of a key, which is added if it is new. */
  int number(long key) {
    int slot = slot(key);
    if (slots[slot] != FREE) {
      return slots[slot];
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      slots = free(2 * slots.length);
      for (int number = 0; number < size; number++) {
        slots[slot(keys[number])] = number;
      }
      slot = slot(key);
    }
    keys[size] = key;
    slots[slot] = size;
    return size++;
  }

  /** Forgets all keys. */
  void clear() {
    // The last first: a free slot before an older key would hide it.
    for (int number = size - 1; number >= 0; number--) {
      slots[slot(keys[number])] = FREE;
    }
    size = 0;
  }

  /** Returns the slot of a key, or the free one where it would be. */
  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = (int) Mixer.mix(key) & mask;
    while (slots[slot] != FREE && keys[slots[slot]] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
