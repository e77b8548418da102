package io.nocturne.originality;

import io.nocturne.base.Require;
import io.nocturne.originality.Originality.CopiedPassage;
import io.nocturne.originality.SuffixArray.SuffixRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Named sequences of numbers from 0 to 254, in which runs are found. */
final class Sequences {
  /** Separates two sequences, so that no run extends over both. */
  private static final int BORDER = 0;

  private final List<String> names;
  private final int[] starts;
  private final byte[] text;
  private final SuffixArray suffixes;

  private Sequences(List<String> names, int[] starts, byte[] text) {
    this.names = List.copyOf(names);
    this.starts = starts;
    this.text = text;
    suffixes = new SuffixArray(text);
  }

  static Sequences of(List<String> names, List<int[]> sequences) {
    if (names.size() != sequences.size()) {
      throw new IllegalArgumentException(
          "each sequence must have a name, were %d and %d"
              .formatted(sequences.size(), names.size()));
    }
    int[] starts = new int[sequences.size()];
    int length = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = length;
      length = Math.addExact(length, sequences.get(i).length + 1);
    }
    byte[] text = new byte[length];
    for (int i = 0; i < starts.length; i++) {
      int[] sequence = sequences.get(i);
      for (int j = 0; j < sequence.length; j++) {
        text[starts[i] + j] = (byte) symbol(sequence[j]);
      }
      text[starts[i] + sequence.length] = BORDER;
    }
    return new Sequences(names, starts, text);
  }

  /** Returns all places, before any number. */
  SuffixRange everywhere() {
    return suffixes.all();
  }

  /** Returns the places of a range that a number follows. */
  SuffixRange followedBy(SuffixRange range, int number) {
    return suffixes.narrowed(range, symbol(number));
  }

  /** Returns for each place of a query the length of the longest run from there that is found. */
  int[] longestAt(int[] query) {
    int[] lengths = new int[query.length];
    for (int i = 0; i < query.length; i++) {
      lengths[i] = found(query, i).length();
    }
    return lengths;
  }

  /**
   * Returns the longest run of a query that is found.
   *
   * @param lengths the result of {@link #longestAt} for it
   * @param nearness of sequences that have runs as long, the one with most of the query's runs of
   *     this many numbers is named; of ties the first
   */
  Optional<CopiedPassage> longest(int[] query, int[] lengths, int nearness) {
    int longest = Arrays.stream(lengths).max().orElse(0);
    if (longest == 0) {
      return Optional.empty();
    }
    Optional<CopiedPassage> best = Optional.empty();
    long nearest = -1;
    BitSet compared = new BitSet();
    for (int from = 0; from < query.length; from++) {
      if (lengths[from] == longest) {
        for (int place : places(found(query, from))) {
          int sequence = sequenceAt(place);
          if (!compared.get(sequence)) {
            compared.set(sequence);
            long shared = shared(query, sequence, nearness);
            if (shared > nearest) {
              nearest = shared;
              best = Optional.of(passage(longest, from, sequence, place));
            }
          }
        }
      }
    }
    return best;
  }

  private CopiedPassage passage(int length, int from, int sequence, int place) {
    return new CopiedPassage(length, from + 1, names.get(sequence), place - starts[sequence] + 1);
  }

  /** Returns the places of the longest run from a place of the query on. */
  private SuffixRange found(int[] query, int from) {
    SuffixRange range = suffixes.all();
    for (int i = from; i < query.length; i++) {
      SuffixRange longer = followedBy(range, query[i]);
      if (longer.isEmpty()) {
        break;
      }
      range = longer;
    }
    return range;
  }

  /** Returns the places in the order of the text. */
  private int[] places(SuffixRange range) {
    int[] places = new int[range.to() - range.from()];
    Arrays.setAll(places, i -> suffixes.position(range.from() + i));
    Arrays.sort(places);
    return places;
  }

  /** Returns the number of the query's runs of a length that are in a sequence. */
  private long shared(int[] query, int sequence, int length) {
    int end = sequence + 1 < starts.length ? starts[sequence + 1] : text.length;
    Set<List<Integer>> has = new HashSet<>();
    for (int i = starts[sequence]; i + length < end; i++) {
      List<Integer> run = new ArrayList<>(length);
      for (int j = 0; j < length; j++) {
        run.add((text[i + j] & 0xff) - 1);
      }
      has.add(run);
    }
    long shared = 0;
    for (int i = 0; i + length <= query.length; i++) {
      int first = i;
      List<Integer> run = Arrays.stream(query, first, first + length).boxed().toList();
      shared += has.contains(run) ? 1 : 0;
    }
    return shared;
  }

  private int sequenceAt(int place) {
    int at = Arrays.binarySearch(starts, place);
    return at >= 0 ? at : -at - 2;
  }

  private static int symbol(int number) {
    Require.between("numbers", number, 0, 254);
    return number + 1;
  }
}
