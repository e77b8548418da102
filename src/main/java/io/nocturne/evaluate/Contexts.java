package io.nocturne.evaluate;

import java.util.Arrays;

/**
 * The contexts of one length that occur in a text, and the words after each. A context of length k
 * is a node of depth k in the trie of the texts before a word, read backwards: its children have
 * one token more, further back.
 *
 * <p>Contexts are numbered so that the children of one are neighbours, ascending by their token;
 * entries, which are pairs of context and word, are numbered in the same way, ascending by the
 * word.
 *
 * @param context for each training token of the text, the number of its context
 * @param entry for each training token, the number of its entry
 * @param parents for each context, the number of the context without its furthest token
 * @param tokens for each context, that furthest token; 0 for the empty one
 * @param firstEntries for each context, its first entry; then the number of entries
 * @param words the word of each entry
 * @param counts for each entry, how often it occurs
 */
@SuppressWarnings("ArrayRecordComponent") // This package's own, never compared.
record Contexts(
    int[] context,
    int[] entry,
    int[] parents,
    int[] tokens,
    int[] firstEntries,
    int[] words,
    int[] counts) {

  /** Returns the empty context, with every word after it. */
  static Contexts empty(TrainingText text) {
    return of(text, Groups.one(text.size()));
  }

  /** Returns the contexts that are one token longer. */
  Contexts longer(TrainingText text, int length) {
    return of(text, new Groups(context, parents.length).by(i -> text.before(i, length), text));
  }

  private static Contexts of(TrainingText text, Groups.GroupSplit contexts) {
    Groups.GroupSplit entries =
        new Groups(contexts.group(), contexts.parents().length).by(text::token, text);
    int[] firstEntries = new int[contexts.parents().length + 1];
    for (int parent : entries.parents()) {
      firstEntries[parent + 1]++;
    }
    Arrays.parallelPrefix(firstEntries, Integer::sum);
    return new Contexts(
        contexts.group(),
        entries.group(),
        contexts.parents(),
        contexts.keys(),
        firstEntries,
        entries.keys(),
        entries.sizes());
  }

  /** Returns the number of contexts. */
  int size() {
    return parents.length;
  }

  /**
   * Returns the continuation count of each entry: the number of distinct tokens that precede it,
   * counted in the contexts one longer.
   */
  int[] continuations(Contexts longer) {
    int[] continuations = new int[words.length];
    boolean[] seen = new boolean[longer.words.length];
    for (int i = 0; i < entry.length; i++) {
      if (!seen[longer.entry[i]]) {
        seen[longer.entry[i]] = true;
        continuations[entry[i]]++;
      }
    }
    return continuations;
  }
}
