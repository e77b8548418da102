package io.nocturne.evaluate;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sections of pieces, from their beginning: 16 bars each where tokens begin bars, 30 seconds
 * where their times are in seconds, else 128 notes, and one for all that is later.
 */
final class PieceSections {
  private static final int COUNT = 8;

  private final SectionUnit unit;

  /** The bars, milliseconds or notes that each id adds. */
  private final long[] passed;

  private final List<TokenizedPiece> pieces;
  private final byte[][] sections; // Of a piece, null before it is asked for.

  /** The ways of measuring sections. */
  private enum SectionUnit {
    BARS("bars", 16, 1),
    SECONDS("seconds", 30, 1000),
    NOTES("notes", 128, 1);

    private final String word;
    private final int size;
    private final int parts; // Of a unit, in which it is counted exactly.

    SectionUnit(String word, int size, int parts) {
      this.word = word;
      this.size = size;
      this.parts = parts;
    }

    static SectionUnit of(Tokenizer tokenizer) {
      if (tokenizer.bars().isPresent()) {
        return BARS;
      }
      return tokenizer.hasSeconds() ? SECONDS : NOTES;
    }
  }

  private PieceSections(Tokenizer tokenizer, List<TokenizedPiece> pieces) {
    unit = SectionUnit.of(tokenizer);
    passed =
        IntStream.range(0, tokenizer.vocabulary().size())
            .mapToLong(id -> passed(tokenizer, unit, id))
            .toArray();
    this.pieces = pieces;
    sections = new byte[pieces.size()][];
  }

  /** Divides pieces. */
  static PieceSections of(Tokenizer tokenizer, List<TokenizedPiece> pieces) {
    return new PieceSections(tokenizer, pieces);
  }

  private byte[] sections(Tokens tokens) {
    int[] ids = tokens.toArray();
    byte[] sections = new byte[ids.length];
    long before = 0;
    for (int place = 0; place < sections.length; place++) {
      long after = before + passed[ids[place]];
      long at = unit == SectionUnit.BARS ? Math.max(0, after - 1) : before;
      sections[place] = (byte) Math.min(COUNT - 1, at / unit.size / unit.parts);
      before = after;
    }
    return sections;
  }

  /** Returns what a token adds to the bars, milliseconds or notes. */
  private static long passed(Tokenizer tokenizer, SectionUnit unit, int id) {
    return switch (unit) {
      case BARS -> id == tokenizer.bars().orElseThrow().id() ? 1 : 0;
      case SECONDS -> Math.round(unit.parts * tokenizer.seconds(id));
      case NOTES -> tokenizer.pitches(id).size();
    };
  }

  /** Returns the number of the section that a target is in. */
  int of(Target target) {
    int piece = target.piece();
    if (sections[piece] == null) {
      sections[piece] = sections(pieces.get(piece).tokens());
    }
    return sections[piece][target.place()];
  }

  /** Returns the names of the sections, such as {@code bars 17-32} or {@code seconds 30-60}. */
  List<String> names() {
    int first = unit == SectionUnit.SECONDS ? 0 : 1;
    List<String> names = new ArrayList<>();
    IntStream.range(0, COUNT - 1)
        .mapToObj(i -> "%s %d-%d".formatted(unit.word, i * unit.size + first, (i + 1) * unit.size))
        .forEach(names::add);
    names.add("%s from %d".formatted(unit.word, (COUNT - 1) * unit.size + first));
    return names;
  }
}
