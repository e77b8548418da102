package io.nocturne.passage;

import io.nocturne.random.Mixer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds pieces that have passages of {@value #NOTES} notes in common, all in one transposition. An
 * index of the passages finds them in time proportional to the number of notes, however many pairs
 * of pieces there are.
 *
 * <p>A passage is known by its intervals, whose index is the usual one for symbolic fingerprints
 * (A. Arzt, S. Böck and G. Widmer, Fast Identification of Piece and Score Position via Symbolic
 * Fingerprinting, 2012). Of large corpora only the passages are compared whose hash is divisible by
 * a number (S. Schleimer, D. Wilkerson and A. Aiken, Winnowing, 2003, section 3).
 */
public final class SimilarPieces {
  /** The length of a passage, in notes. */
  public static final int NOTES = 8;

  /** Fewer passages in common may be chance, even in short pieces. */
  static final int MIN_PASSAGES = 8;

  /** Passages that occur more often are commonplaces, such as scales and repeated notes. */
  static final int MAX_OCCURRENCES = 60;

  /** Bounds the memory to about 400 MB. */
  private static final int MAX_PASSAGES = 1 << 23;

  private static final int PITCH_BITS = 8;
  private static final int PITCH_MASK = (1 << PITCH_BITS) - 1;
  private static final long INTERVALS_MASK = (1L << ((NOTES - 1) * PITCH_BITS)) - 1;

  private final double minShare;
  private final LongTable passages = new LongTable();
  // For each piece, the numbers of its distinct passages, and the pitches that they begin with.
  private final int[][] numbers;
  private final byte[][] pitches;
  // The occurrences of passage k are from starts[k] to starts[k + 1].
  private final int[] starts;
  private final int[] pieceOf;
  private final byte[] pitchOf;

  /**
   * Two pieces with passages in common.
   *
   * @param first the number of a piece
   * @param second the number of a later piece
   * @param share of the first one's distinct passages, those that the second one has, above 0
   * @param shareOfSecond of the second one's distinct passages, the same ones
   * @param semitones by which they are higher in the second piece
   */
  public record SimilarPair(
      int first, int second, double share, double shareOfSecond, int semitones) {

    /** Returns the larger share, which is that of the piece with fewer passages. */
    public double likeness() {
      return Math.max(share, shareOfSecond);
    }
  }

  private SimilarPieces(List<int[]> pieces, double minShare, int every) {
    this.minShare = minShare;
    numbers = new int[pieces.size()][];
    pitches = new byte[pieces.size()][];
    int count = 0;
    for (int piece = 0; piece < numbers.length; piece++) {
      read(piece, pieces.get(piece), every);
      count += numbers[piece].length;
    }
    starts = new int[passages.size() + 1];
    for (int[] ofPiece : numbers) {
      for (int number : ofPiece) {
        starts[number + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    pieceOf = new int[count];
    pitchOf = new byte[count];
    int[] next = Arrays.copyOf(starts, passages.size());
    for (int piece = 0; piece < numbers.length; piece++) {
      for (int i = 0; i < numbers[piece].length; i++) {
        int place = next[numbers[piece][i]]++;
        pieceOf[place] = piece;
        pitchOf[place] = pitches[piece][i];
      }
    }
  }

  /**
   * Finds similar pieces.
   *
   * @param pieces the MIDI pitches of each piece's notes, by onset, then pitch
   * @param minShare the least share of the passages of the piece that has fewer
   * @return the most similar first
   */
  public static List<SimilarPair> find(List<int[]> pieces, double minShare) {
    long notes = pieces.stream().mapToLong(piece -> piece.length).sum();
    return find(pieces, minShare, (int) (notes / MAX_PASSAGES) + 1);
  }

  /** Finds similar pieces by one of {@code every} passages. */
  static List<SimilarPair> find(List<int[]> pieces, double minShare, int every) {
    return new SimilarPieces(pieces, minShare, every).pairs();
  }

  /** Numbers the passages of a piece, each once at a pitch. */
  private void read(int piece, int[] notes, int every) {
    LongTable distinct = new LongTable();
    long intervals = 0;
    for (int i = 1; i < notes.length; i++) {
      int interval = notes[i] - notes[i - 1] + 128;
      intervals = ((intervals << PITCH_BITS) | interval) & INTERVALS_MASK;
      if (i >= NOTES - 1 && Long.remainderUnsigned(Mixer.mix(~intervals), every) == 0) {
        distinct.number((intervals << PITCH_BITS) | notes[i - NOTES + 1]);
      }
    }
    numbers[piece] = new int[distinct.size()];
    pitches[piece] = new byte[distinct.size()];
    for (int i = 0; i < distinct.size(); i++) {
      numbers[piece][i] = passages.number(distinct.key(i) >>> PITCH_BITS);
      pitches[piece][i] = (byte) (distinct.key(i) & PITCH_MASK);
    }
  }

  private List<SimilarPair> pairs() {
    List<SimilarPair> pairs = new ArrayList<>();
    LongTable found = new LongTable();
    int[] counts = new int[1];
    for (int piece = 0; piece < numbers.length; piece++) {
      counts = count(piece, found, counts);
      pairs.addAll(best(piece, found, counts));
      Arrays.fill(counts, 0, found.size(), 0);
      found.clear();
    }
    pairs.sort(
        Comparator.comparingDouble((SimilarPair pair) -> -pair.likeness())
            .thenComparingInt(SimilarPair::first)
            .thenComparingInt(SimilarPair::second));
    return pairs;
  }

  /**
   * Counts the passages that a piece has in common with each later one in each transposition.
   *
   * @param found receives the later pieces with the transposition
   * @param counts zeros, which become the counts; grows if need be
   */
  private int[] count(int piece, LongTable found, int[] counts) {
    int[] grown = counts;
    for (int i = 0; i < numbers[piece].length; i++) {
      int number = numbers[piece][i];
      if (starts[number + 1] - starts[number] > MAX_OCCURRENCES) {
        continue;
      }
      for (int place = starts[number + 1] - 1; pieceOf[place] > piece; place--) {
        int semitones = pitchOf[place] - pitches[piece][i];
        int key = found.number(((long) pieceOf[place] << PITCH_BITS) | (semitones + 128));
        if (key == grown.length) {
          grown = Arrays.copyOf(grown, 2 * key);
        }
        grown[key]++;
      }
    }
    return grown;
  }

  /** Returns the similar ones among the pieces found, each with its best transposition. */
  private List<SimilarPair> best(int piece, LongTable found, int[] counts) {
    List<SimilarPair> pairs = new ArrayList<>();
    LongTable others = new LongTable();
    for (int key = 0; key < found.size(); key++) {
      int other = (int) (found.key(key) >>> PITCH_BITS);
      int semitones = (int) (found.key(key) & PITCH_MASK) - 128;
      double share = (double) counts[key] / numbers[piece].length;
      double shareOfOther = (double) counts[key] / numbers[other].length;
      if (counts[key] >= MIN_PASSAGES && Math.max(share, shareOfOther) >= minShare) {
        SimilarPair pair = new SimilarPair(piece, other, share, shareOfOther, semitones);
        int number = others.number(other);
        if (number == pairs.size()) {
          pairs.add(pair);
        } else if (pair.likeness() > pairs.get(number).likeness()) {
          pairs.set(number, pair);
        }
      }
    }
    return pairs;
  }
}
