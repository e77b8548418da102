package io.nocturne.token;

import io.nocturne.base.Require;
import io.nocturne.base.UserException;
import io.nocturne.music.Piece;
import io.nocturne.token.OnsetGrouping.Aligned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Learns a vocabulary of chords from a corpus. */
final class ChordLearning implements Tokenization {
  private static final List<String> MARKS =
      List.of(Vocabulary.PAD, Vocabulary.BOS, Vocabulary.EOS, Vocabulary.UNK);

  private final Chords chords;
  private final int minCount;
  // Equal names are one object, so that a draft takes a reference a chord.
  private final ConcurrentMap<String, String> names = new ConcurrentHashMap<>();

  ChordLearning(Chords chords, int minCount) {
    Require.atLeast("min count", minCount, 1);
    this.chords = chords;
    this.minCount = minCount;
  }

  @Override
  public Draft draft(Piece piece) {
    Aligned aligned = chords.align(piece);
    List<String> named =
        aligned.struck().stream()
            .map(struck -> names.computeIfAbsent(chords.name(struck), name -> name))
            .toList();
    return new Named(named, aligned.loss());
  }

  @Override
  public Tokenizer tokenizer(Collection<Draft> corpus) {
    Map<String, Long> counts = new HashMap<>();
    for (Draft draft : corpus) {
      ((Named) draft).names.forEach(name -> counts.merge(name, 1L, Long::sum));
    }
    List<String> tokens = new ArrayList<>();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= minCount)
        .sorted(
            Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> tokens.add(entry.getKey()));
    int most = Vocabulary.MAX_SIZE - MARKS.size();
    if (tokens.size() > most) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "--min-count %d leaves %,d different chords and a vocabulary holds %,d; give a higher"
                  + " one",
              minCount,
              tokens.size(),
              most));
    }
    tokens.addAll(MARKS);
    return new ChordTokenizer(chords, new Vocabulary(tokens));
  }

  @Override
  public boolean hasRhythm() {
    return false;
  }

  /** A piece whose chords are named. */
  private record Named(List<String> names, EncodingLoss loss) implements Draft {
    @Override
    public boolean isEmpty() {
      return names.isEmpty();
    }

    @Override
    public Encoding encoding(Tokenizer tokenizer) {
      return ((ChordTokenizer) tokenizer).encode(names, loss);
    }
  }
}
