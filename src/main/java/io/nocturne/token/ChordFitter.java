package io.nocturne.token;

import io.nocturne.base.Require;
import io.nocturne.base.UserException;
import io.nocturne.music.Piece;
import io.nocturne.token.Encoding.EncodingLoss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Learns a vocabulary of chords from a corpus.
 *
 * @param minCount how often a chord must occur to be in the vocabulary, at least 1
 */
record ChordFitter(Chords chords, int minCount) implements TokenizerFitter {
  private static final List<String> SPECIAL_TOKENS =
      List.of(Vocabulary.PAD, Vocabulary.BOS, Vocabulary.EOS, Vocabulary.UNK);
  private static final int MAX_CHORDS = Vocabulary.MAX_SIZE - SPECIAL_TOKENS.size();

  ChordFitter {
    Require.atLeast("min count", minCount, 1);
  }

  @Override
  public Tokenizer unfitted() {
    return tokenizer(List.of());
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public List<String> words(Piece piece) {
    return chords.group(piece).groups().stream().map(chords::name).toList();
  }

  @Override
  public Encoding encode(Tokenizer fitted, List<String> words) {
    return ((ChordTokenizer) fitted).encode(words, EncodingLoss.NONE);
  }

  @Override
  public VocabularyLearner learner() {
    return new ChordLearner();
  }

  private final class ChordLearner implements VocabularyLearner {
    private final Map<String, Long> frequent = new HashMap<>();
    private long count;

    @Override
    public void add(String word, long occurrences) {
      if (occurrences >= minCount) {
        count++;
        if (count <= MAX_CHORDS) {
          frequent.put(word, occurrences);
        }
      }
    }

    @Override
    public Tokenizer tokenizer() {
      if (count > MAX_CHORDS) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "a minimum count of %d leaves %,d different chords and a vocabulary holds %,d; give"
                    + " a higher one",
                minCount,
                count,
                MAX_CHORDS));
      }
      return ChordFitter.this.tokenizer(
          frequent.entrySet().stream()
              .sorted(
                  Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                      .thenComparing(Map.Entry.comparingByKey()))
              .map(Map.Entry::getKey)
              .toList());
    }
  }

  private Tokenizer tokenizer(List<String> names) {
    List<String> tokens = new ArrayList<>(names);
    tokens.addAll(SPECIAL_TOKENS);
    return new ChordTokenizer(chords, new Vocabulary(tokens));
  }
}
