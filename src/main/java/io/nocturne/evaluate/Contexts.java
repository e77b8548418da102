package io.nocturne.evaluate;

import java.util.Arrays;

/**
 * The contexts of one length that occur in a text, and the words after each. A context of length k
 * is a node of depth k in the trie of the texts before a word, read backwards: its children have
 * one token more, further back.
 *
 * <p>Contexts are numbered so that the children of one are neighbours, ascending by their token;
 * entries, which are pairs of context and word, likewise ascending by the word.
 *
 * @param context of each learnt token of the text, the number of its context
 * @param entry of each learnt token, the number of its entry
 * @param parents of each context, the number of the context without its furthest token
 * @param tokens of each context, that furthest token; of the empty one, 0
 * @param firstEntries of each context, its first entry; then the number of entries
 * @param words of each entry
 * @param counts of each entry, how often it came
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

  /** The empty context, with every word after it. */
  static Contexts empty(TrainingText text) {
    return of(text, Groups.one(text.size()));
  }

  /** Those one longer than these. */
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

  /** How many contexts there are. */
  int size() {
    return parents.length;
  }

  /**
   * Of each entry, before how many different tokens it came, as the contexts one longer tell: its
   * continuation count.
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
