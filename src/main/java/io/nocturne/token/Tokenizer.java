package io.nocturne.token;

import io.nocturne.music.Piece;
import java.util.List;
import java.util.Map;

/**
 * A way to write a piece as token ids: a value, equal to others of the same options and vocabulary.
 *
 * <p>Sealed, because {@code vocabulary.json} stores its name: what a release has written, later
 * ones must open. To add one: implement it, permit it here, and list it in {@link #names()} and
 * both {@code named} methods; {@code TokenizerContractTest} then runs over it.
 */
public sealed interface Tokenizer permits PitchTokenizer {

  /** What {@code vocabulary.json} and {@code --tokens} call it. */
  String name();

  /** The tokens that it writes. */
  Vocabulary vocabulary();

  /** What else is needed to make it again, by name; values as they are written in JSON strings. */
  Map<String, String> options();

  /**
   * Writes a piece as ids; what cannot be expressed is counted. The same piece gives the same ids.
   */
  Encoding encode(Piece piece);

  /**
   * Makes a piece of ids.
   *
   * @param name the piece's name
   * @param ids each in [0, vocabulary size) and not that of {@link Vocabulary#PAD}
   * @param timing used where the tokens say nothing of rhythm or loudness
   * @throws IllegalArgumentException naming the first id that is out of range or the pad's
   */
  Piece decode(String name, int[] ids, EvenTiming timing);

  /**
   * The MIDI pitches that a token strikes, ascending; none if it is a mark or tells only when or
   * how loud. {@code generate} keeps to ranges and scales by them.
   *
   * @param id in [0, vocabulary size)
   */
  List<Integer> pitches(int id);

  /** Every tokenizer's name. */
  static List<String> names() {
    return List.of(PitchTokenizer.NAME);
  }

  /**
   * The tokenizer of a name, with its default vocabulary and options.
   *
   * @throws IllegalArgumentException if there is none of that name, listing those there are
   */
  static Tokenizer named(String name) {
    return switch (name) {
      case PitchTokenizer.NAME -> PitchTokenizer.piano();
      default -> throw unknown(name);
    };
  }

  /**
   * The tokenizer of a name, made again from what {@code vocabulary.json} stores.
   *
   * @throws IllegalArgumentException if there is none of that name, or if it cannot have these
   *     tokens or options
   */
  static Tokenizer named(String name, Map<String, String> options, Vocabulary vocabulary) {
    return switch (name) {
      case PitchTokenizer.NAME -> PitchTokenizer.of(options, vocabulary);
      default -> throw unknown(name);
    };
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "tokenizer %s: no such tokenizer; choose one of %s"
            .formatted(name, String.join(", ", names())));
  }
}
