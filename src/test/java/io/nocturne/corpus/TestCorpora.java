package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.groups.Membership;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.dataset.WindowSet;
import io.nocturne.music.PitchName;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.Tokens;
import io.nocturne.token.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Hand-made corpora. */
public final class TestCorpora {
  /** The id of the pad in {@link #counting}. */
  public static final int PAD = 128;

  public static final String SHA256 = "0".repeat(64);

  private TestCorpora() {}

  /**
   * Pieces of these lengths, at most 128 together, whose tokens count on from 0 through all of
   * them: an id tells its place, and ids that do not follow each other are of different pieces.
   */
  public static Corpus counting(int... lengths) {
    List<String> tokens = new ArrayList<>();
    for (int pitch = 0; pitch < PAD; pitch++) {
      tokens.add(PitchName.of(pitch));
    }
    tokens.add(Vocabulary.PAD);
    List<TokenizedPiece> pieces = new ArrayList<>();
    int next = 0;
    for (int length : lengths) {
      int[] ids = new int[length];
      for (int i = 0; i < length; i++) {
        ids[i] = next++;
      }
      pieces.add(piece("piece" + pieces.size(), ids));
    }
    return new Corpus(new PitchTokenizer(new Vocabulary(tokens), OutOfRangePolicy.SKIP), pieces);
  }

  /** Pieces of these lengths, of random notes of the piano. */
  public static Corpus random(long seed, int... lengths) {
    Random random = new Random(seed);
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int length : lengths) {
      pieces.add(piece("piece" + pieces.size(), random.ints(length, 0, 88).toArray()));
    }
    return new Corpus(PitchTokenizer.piano(), pieces);
  }

  public static TokenizedPiece piece(String name, int... ids) {
    return new TokenizedPiece(name, SHA256, Tokens.of(ids));
  }

  /** The same pieces as members of these groups; of null, each of its own. */
  public static Corpus grouped(Corpus corpus, String... groups) {
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int i = 0; i < groups.length; i++) {
      Optional<String> group = Optional.ofNullable(groups[i]);
      pieces.add(corpus.pieces().get(i).with(new Membership(group, Optional.empty())));
    }
    return new Corpus(corpus.tokenizer(), pieces);
  }

  /** The same pieces in these parts of a listed split. */
  public static Corpus listed(Corpus corpus, ListedPart... parts) {
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      Optional<ListedPart> part = Optional.ofNullable(parts[i]);
      pieces.add(corpus.pieces().get(i).with(new Membership(Optional.empty(), part)));
    }
    return new Corpus(corpus.tokenizer(), pieces);
  }

  /** All windows of a set, one array each. */
  public static List<int[]> all(WindowSet windows) {
    List<int[]> all = new ArrayList<>();
    for (long i = 0; i < windows.size(); i++) {
      int[] window = new int[windows.width()];
      windows.copy(i, window, 0);
      all.add(window);
    }
    return all;
  }

  /** The targets of all windows of a set; with {@link #counting} each names its window. */
  public static List<Integer> targets(WindowSet windows) {
    return all(windows).stream().map(window -> window[window.length - 1]).toList();
  }
}
