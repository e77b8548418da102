package io.nocturne.evaluate;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.BarTokens;
import io.nocturne.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The sections of pieces, from their beginning: 16 bars each where tokens begin bars, else 128
 * notes, and one for all that is later.
 */
final class PieceSections {
  private static final int BARS = 16;
  private static final int NOTES = 128;
  private static final int COUNT = 8;

  private final Optional<BarTokens> bars;
  private final Tokenizer tokenizer;
  private final List<byte[]> sections;

  private PieceSections(Tokenizer tokenizer, List<TokenizedPiece> pieces) {
    this.tokenizer = tokenizer;
    bars = tokenizer.bars();
    sections = pieces.stream().map(piece -> sections(piece.tokens())).toList();
  }

  /** Divides pieces. */
  static PieceSections of(Tokenizer tokenizer, List<TokenizedPiece> pieces) {
    return new PieceSections(tokenizer, pieces);
  }

  private byte[] sections(Tokens tokens) {
    byte[] sections = new byte[tokens.length()];
    int units = 0;
    for (int place = 0; place < sections.length; place++) {
      int id = tokens.id(place);
      int begun = bars.isPresent() ? units + (id == bars.get().id() ? 1 : 0) : units + 1;
      sections[place] = (byte) Math.min(COUNT - 1, Math.max(0, begun - 1) / unit());
      units += bars.isPresent() ? begun - units : tokenizer.pitches(id).size();
    }
    return sections;
  }

  private int unit() {
    return bars.isPresent() ? BARS : NOTES;
  }

  /** Returns the number of the section that a target is in. */
  int of(Target target) {
    return sections.get(target.piece())[target.place()];
  }

  /** Returns the names of the sections, such as {@code bars 17-32}. */
  List<String> names() {
    String word = bars.isPresent() ? "bars" : "notes";
    List<String> names = new ArrayList<>();
    IntStream.range(0, COUNT - 1)
        .mapToObj(i -> "%s %d-%d".formatted(word, i * unit() + 1, (i + 1) * unit()))
        .forEach(names::add);
    names.add("%s from %d".formatted(word, (COUNT - 1) * unit() + 1));
    return names;
  }
}
