package io.nocturne.evaluate;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.evaluate.Evaluation.Overlap;
import io.nocturne.passage.SharedPassages;
import io.nocturne.passage.SharedPassages.PassageMatch;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokens;
import java.util.BitSet;
import java.util.List;

/** Counts the target notes that are in passages which the training part has, too. */
final class OverlapCounter {
  private final List<int[]> starts;
  private final List<BitSet> same;
  private final List<BitSet> anyKey;
  private Overlap overlap = new Overlap(0, 0, 0);

  /**
   * Compares pieces with those of the training part.
   *
   * @param corpus whose tokens all pieces have
   */
  OverlapCounter(Corpus corpus, List<TokenizedPiece> pieces, List<TokenizedPiece> training) {
    List<int[]> pitches = corpus.pitches(pieces);
    List<int[]> learnt = corpus.pitches(training);
    starts = pieces.stream().map(piece -> starts(corpus.tokenizer(), piece.tokens())).toList();
    same = SharedPassages.find(pitches, learnt, PassageMatch.PITCHES);
    anyKey = SharedPassages.find(pitches, learnt, PassageMatch.INTERVALS);
  }

  /** Returns for each token of a piece how many notes begin before it, and then how many in all. */
  private static int[] starts(Tokenizer tokenizer, Tokens tokens) {
    int[] ids = tokens.toArray();
    int[] starts = new int[ids.length + 1];
    for (int place = 0; place < ids.length; place++) {
      starts[place + 1] = starts[place] + tokenizer.pitches(ids[place]).size();
    }
    return starts;
  }

  /** Adds the notes of a target. */
  void add(Target target) {
    int from = starts.get(target.piece())[target.place()];
    int to = starts.get(target.piece())[target.place() + 1];
    overlap =
        new Overlap(
            overlap.notes() + to - from,
            overlap.same() + same.get(target.piece()).get(from, to).cardinality(),
            overlap.anyKey() + anyKey.get(target.piece()).get(from, to).cardinality());
  }

  /** Returns the count of all targets so far. */
  Overlap overlap() {
    return overlap;
  }
}
