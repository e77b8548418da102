package io.nocturne.originality;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.originality.Originality.CopiedPassage;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An index of the notes of a corpus, to find passages in it. Safe for several threads. */
public final class CorpusNotes {
  private static final List<Integer> RUNS = List.of(4, 8, 12);
  private static final int NEARNESS = 8;

  private final Sequences pitches;
  private final Sequences steps;

  private CorpusNotes(Sequences pitches, Sequences steps) {
    this.pitches = pitches;
    this.steps = steps;
  }

  /**
   * Prepares a corpus; takes about 20 bytes per note.
   *
   * @param names of the pieces
   * @param pieces the MIDI pitches of each piece's notes, by onset, then pitch
   */
  public static CorpusNotes of(List<String> names, List<int[]> pieces) {
    return new CorpusNotes(
        Sequences.of(names, pieces),
        Sequences.of(names, pieces.stream().map(CorpusNotes::steps).toList()));
  }

  /** Prepares a corpus of tokens, by the pitches that its tokens begin. */
  public static CorpusNotes of(Corpus corpus) {
    return of(corpus.pieces().stream().map(TokenizedPiece::name).toList(), corpus.pitches());
  }

  /** Prepares pieces that are not a corpus, by their notes without percussion. */
  public static CorpusNotes ofPieces(List<Piece> pieces) {
    return of(
        pieces.stream().map(Piece::name).toList(),
        pieces.stream().map(CorpusNotes::pitches).toList());
  }

  /** Compares a piece's notes with the corpus. */
  public Originality of(Piece piece) {
    return of(pitches(piece));
  }

  /** Compares notes, given as those of the corpus, with it. */
  public Originality of(int... notes) {
    int[] found = pitches.longestAt(notes);
    int[] stepsOfNotes = steps(notes);
    return new Originality(
        pitches.longest(notes, found, NEARNESS),
        // n notes have n - 1 steps.
        steps
            .longest(stepsOfNotes, steps.longestAt(stepsOfNotes), NEARNESS - 1)
            .map(
                passage ->
                    new CopiedPassage(
                        passage.notes() + 1, passage.from(), passage.piece(), passage.note())),
        seen(found));
  }

  /** Returns the notes as sequences, for {@link CopyLimit}. */
  Sequences pitches() {
    return pitches;
  }

  private static SortedMap<Integer, Double> seen(int[] found) {
    SortedMap<Integer, Double> seen = new TreeMap<>();
    for (int run : RUNS) {
      if (found.length >= run) {
        long known = Arrays.stream(found).filter(length -> length >= run).count();
        seen.put(run, known / (double) (found.length - run + 1));
      }
    }
    return seen;
  }

  private static int[] pitches(Piece piece) {
    return piece.pitched().notes().stream().mapToInt(Note::pitch).toArray();
  }

  private static int[] steps(int[] notes) {
    int[] steps = new int[Math.max(0, notes.length - 1)];
    // Moved by 127 from -127..127, so that none is negative.
    Arrays.setAll(steps, i -> notes[i + 1] - notes[i] + 127);
    return steps;
  }
}
