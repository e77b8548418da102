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
  private final int every;
  private LongTable passages = new LongTable();
  // For each piece, the numbers of its distinct passages, and the pitches that they begin with.
  private final List<int[]> numbers = new ArrayList<>();
  private final List<byte[]> pitches = new ArrayList<>();
  // The occurrences of passage k are from starts[k] to starts[k + 1].
  private int[] starts = {};
  private int[] pieceOf = {};
  private byte[] pitchOf = {};

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

  /**
   * Creates a search without pieces.
   *
   * @param notes how many notes the pieces have together
   * @param minShare the least share of the passages of the piece that has fewer
   */
  public SimilarPieces(long notes, double minShare) {
    this(minShare, Math.toIntExact(notes / MAX_PASSAGES + 1));
  }

  /** Creates a search by one of {@code every} passages. */
  private SimilarPieces(double minShare, int every) {
    this.minShare = minShare;
    this.every = every;
  }

  /**
   * Finds similar pieces.
   *
   * @param pieces the MIDI pitches of each piece's notes, by onset, then pitch
   * @param minShare as in the constructor
   * @return as {@link #pairs}
   */
  public static List<SimilarPair> find(List<int[]> pieces, double minShare) {
    long notes = pieces.stream().mapToLong(piece -> piece.length).sum();
    return find(pieces, new SimilarPieces(notes, minShare));
  }

  /** Finds similar pieces by one of {@code every} passages. */
  static List<SimilarPair> find(List<int[]> pieces, double minShare, int every) {
    return find(pieces, new SimilarPieces(minShare, every));
  }

  private static List<SimilarPair> find(List<int[]> pieces, SimilarPieces search) {
    pieces.forEach(search::add);
    return search.pairs();
  }

  /**
   * Adds a piece, of which the passages are kept.
   *
   * @param notes the MIDI pitches of its notes, by onset, then pitch
   */
  public void add(int[] notes) {
    LongTable distinct = new LongTable();
    long intervals = 0;
    for (int i = 1; i < notes.length; i++) {
      int interval = notes[i] - notes[i - 1] + 128;
      intervals = ((intervals << PITCH_BITS) | interval) & INTERVALS_MASK;
      if (i >= NOTES - 1 && Long.remainderUnsigned(Mixer.mix(~intervals), every) == 0) {
        distinct.number((intervals << PITCH_BITS) | notes[i - NOTES + 1]);
      }
    }
    int[] ofPiece = new int[distinct.size()];
    byte[] firstPitches = new byte[distinct.size()];
    for (int i = 0; i < ofPiece.length; i++) {
      ofPiece[i] = passages.number(distinct.key(i) >>> PITCH_BITS);
      firstPitches[i] = (byte) (distinct.key(i) & PITCH_MASK);
    }
    numbers.add(ofPiece);
    pitches.add(firstPitches);
  }

  /** Returns the similar pieces among all that were added, the most similar first. */
  public List<SimilarPair> pairs() {
    index();
    List<SimilarPair> pairs = new ArrayList<>();
    LongTable found = new LongTable();
    int[] counts = new int[1];
    for (int piece = 0; piece < numbers.size(); piece++) {
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

  /** Lists the occurrences of each passage, by piece. */
  private void index() {
    starts = new int[passages.size() + 1];
    passages = new LongTable(); // The passages have their numbers, so their keys can go.
    int count = 0;
    for (int[] ofPiece : numbers) {
      count += ofPiece.length;
      for (int number : ofPiece) {
        starts[number + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    pieceOf = new int[count];
    pitchOf = new byte[count];
    int[] next = Arrays.copyOf(starts, starts.length - 1);
    for (int piece = 0; piece < numbers.size(); piece++) {
      int[] ofPiece = numbers.get(piece);
      for (int i = 0; i < ofPiece.length; i++) {
        int place = next[ofPiece[i]]++;
        pieceOf[place] = piece;
        pitchOf[place] = pitches.get(piece)[i];
      }
    }
  }

  /**
   * Counts the passages that a piece has in common with each later one in each transposition.
   *
   * @param found receives the later pieces with the transposition
   * @param counts zeros, which become the counts; grows if need be
   */
  private int[] count(int piece, LongTable found, int[] counts) {
    int[] grown = counts;
    int[] ofPiece = numbers.get(piece);
    for (int i = 0; i < ofPiece.length; i++) {
      int number = ofPiece[i];
      if (starts[number + 1] - starts[number] > MAX_OCCURRENCES) {
        continue;
      }
      for (int place = starts[number + 1] - 1; pieceOf[place] > piece; place--) {
        int semitones = pitchOf[place] - pitches.get(piece)[i];
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
      double share = (double) counts[key] / numbers.get(piece).length;
      double shareOfOther = (double) counts[key] / numbers.get(other).length;
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
