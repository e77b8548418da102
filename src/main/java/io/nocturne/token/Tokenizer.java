package io.nocturne.token;

import io.nocturne.music.Piece;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A way to write a piece as token ids: a value, equal to others of the same options and vocabulary.
 *
 * <p>Sealed, because {@code vocabulary.json} stores its name: what a release has written, later
 * ones must open. To add one: implement it, permit it here, and list it in {@link #names()} and
 * {@code named}; {@code TokenizerContractTest} then runs over it.
 */
public sealed interface Tokenizer
    permits PitchTokenizer, MelodyTokenizer, ChordTokenizer, EventTokenizer, PerformanceTokenizer {

  /** Returns its name, as {@code vocabulary.json} has it. */
  String name();

  /** Returns the tokens that it writes. */
  Vocabulary vocabulary();

  /** Returns what else is needed to create it again, by name; values as JSON strings have them. */
  Map<String, String> options();

  /** Returns whether its tokens say when notes begin and how long they are. */
  boolean hasRhythm();

  /** Returns whether its times are in seconds, whatever the tempo, and not in beats. */
  default boolean hasSeconds() {
    return false;
  }

  /** Returns the seconds that pass in a sequence of ids; 0 if its times are not in seconds. */
  default double seconds(int... ids) {
    return 0;
  }

  /** Returns whether it writes the sustain pedal. */
  default boolean hasPedal() {
    return false;
  }

  /**
   * Writes a piece as ids; what cannot be expressed is counted. The same piece gives the same ids.
   * Where the vocabulary has {@link Vocabulary#BOS} and {@link Vocabulary#EOS}, they are the first
   * and the last; a piece without a note that can be expressed has no ids at all.
   */
  Encoding encode(Piece piece);

  /** Returns what a model continues after a piece: its ids without {@link Vocabulary#EOS}. */
  default int[] promptIds(Piece piece) {
    return promptIds(encode(piece));
  }

  /** Returns the ids of an encoded piece without the special token for its end. */
  default int[] promptIds(Encoding encoding) {
    int[] ids = encoding.tokens().toArray();
    boolean ended =
        ids.length > 0 && vocabulary().eosId().equals(OptionalInt.of(ids[ids.length - 1]));
    return ended ? Arrays.copyOf(ids, ids.length - 1) : ids;
  }

  /**
   * Returns what a model continues where nothing is given: {@link Vocabulary#BOS}, if there is one.
   */
  default int[] promptIds() {
    return vocabulary().bosId().stream().toArray();
  }

  /** Returns which tokens are allowed at the beginning of a piece, and from there on. */
  Grammar grammar();

  /**
   * Returns the grammar of pieces in which at most a number of notes sound at once, or where tokens
   * have no lengths, begin at once.
   *
   * @param maxPolyphony at least 1
   */
  Grammar grammar(int maxPolyphony);

  /**
   * Makes a piece of ids. A leading {@link Vocabulary#BOS} is passed over, and {@link
   * Vocabulary#EOS} ends the piece. {@link Vocabulary#UNK} is a rest.
   *
   * @param name the piece's name
   * @param ids as {@link #grammar} allows them; where they break off within a note, that note is
   *     left out, or if it sounds already, ends there
   * @param timing used where the tokens have no rhythm or velocity
   * @throws IllegalArgumentException naming the first id that is not allowed where it is
   */
  default Piece decode(String name, int[] ids, EvenTiming timing) {
    return decode(name, new int[0], ids, timing);
  }

  /**
   * Makes a piece of ids that continue others.
   *
   * @param name the piece's name
   * @param context the others; they say for example what a bar is, and their notes are left out.
   *     They may begin anywhere in a piece
   * @param ids what follows them; the piece begins with the bar or quarter in which they do, of
   *     times in seconds where the others end
   * @param timing used where the tokens have no rhythm or velocity
   * @throws IllegalArgumentException naming the first of the ids that is not allowed where it is
   */
  Piece decode(String name, int[] context, int[] ids, EvenTiming timing);

  /**
   * Returns the MIDI pitches that a token plays, ascending; none if it is a special token or says
   * only when or how loud. {@code generate} keeps to ranges and scales by them.
   *
   * @param id in [0, vocabulary size)
   */
  List<Integer> pitches(int id);

  /**
   * Returns the MIDI pitches that a token names, ascending: those that it plays, or that of a note
   * that it ends.
   *
   * @param id in [0, vocabulary size)
   */
  default List<Integer> namedPitches(int id) {
    return pitches(id);
  }

  /**
   * Returns the type of a token: that of MidiTok where tokens are of several types, such as {@code
   * Pitch} or {@code Duration}, a special token itself, else the tokenizer's name.
   *
   * @param id in [0, vocabulary size)
   */
  default String type(int id) {
    return vocabulary().isSpecial(id) ? vocabulary().token(id) : name();
  }

  /** Returns the tokens of bars, if there are any. */
  default Optional<BarTokens> bars() {
    return Optional.empty();
  }

  /**
   * Tokens of bars.
   *
   * @param id begins one
   * @param signatures ids that say how long bars are from there on
   */
  record BarTokens(int id, Set<Integer> signatures) {
    public BarTokens {
      signatures = Set.copyOf(signatures);
    }
  }

  /**
   * Returns the token for the same music some semitones higher; itself if it names no pitch.
   *
   * @param id in [0, vocabulary size)
   * @param semitones lower if negative
   * @return empty if the vocabulary lacks it
   */
  OptionalInt transposed(int id, int semitones);

  /**
   * Returns the token of a velocity some bins louder; itself if it is of another type.
   *
   * @param id in [0, vocabulary size)
   * @param bins softer if negative
   * @return empty if there is no such bin
   */
  default OptionalInt louder(int id, int bins) {
    return OptionalInt.of(id);
  }

  /** Returns the tokens of times in seconds; none if its times are not. */
  default List<TimeTokens> times() {
    return List.of();
  }

  /**
   * Tokens of times, ordered by their length: the first is one step, the second two.
   *
   * @param first the id of the shortest
   * @param count how many there are
   * @param passes whether their time passes, as that of time shifts does and that of durations does
   *     not
   */
  record TimeTokens(int first, int count, boolean passes) {
    /** Returns whether an id is one of these tokens. */
    public boolean has(int id) {
      return id >= first && id < first + count;
    }

    /** Returns whether an id is the longest of these tokens. */
    public boolean isLongest(int id) {
      return id == first + count - 1;
    }

    /** Returns the steps of an id. */
    public int steps(int id) {
      return id - first + 1;
    }

    /** Returns the id of a number of steps, from 1 to count. */
    public int id(int steps) {
      return first + steps - 1;
    }
  }

  /** Returns its name and options in a phrase: {@code pitch, outside skip}. */
  default String label() {
    StringBuilder label = new StringBuilder(name());
    new TreeMap<>(options())
        .forEach((option, value) -> label.append(", ").append(option).append(' ').append(value));
    return label.toString();
  }

  /** Returns every tokenizer's name. */
  static List<String> names() {
    return List.of(
        PitchTokenizer.NAME,
        MelodyTokenizer.NAME,
        ChordTokenizer.NAME,
        EventTokenizer.NAME,
        PerformanceTokenizer.NAME);
  }

  /**
   * Returns the tokenizer of a name, created again from what {@code vocabulary.json} stores.
   *
   * @throws IllegalArgumentException if none has that name, or if it cannot have these tokens or
   *     options
   */
  static Tokenizer named(String name, Map<String, String> options, Vocabulary vocabulary) {
    return switch (name) {
      case PitchTokenizer.NAME -> PitchTokenizer.of(options, vocabulary);
      case MelodyTokenizer.NAME -> MelodyTokenizer.of(options, vocabulary);
      case ChordTokenizer.NAME -> ChordTokenizer.of(options, vocabulary);
      case EventTokenizer.NAME -> EventTokenizer.of(options, vocabulary);
      case PerformanceTokenizer.NAME -> PerformanceTokenizer.of(options, vocabulary);
      default ->
          throw new IllegalArgumentException(
              "tokenizer %s: no such tokenizer; choose one of %s"
                  .formatted(name, String.join(", ", names())));
    };
  }

  /** The treatment of a note whose pitch the vocabulary lacks. */
  enum OutOfRangePolicy {
    /** It is left out and counted. */
    SKIP,
    /** It is moved by as few octaves as bring it to a pitch of the vocabulary, and counted. */
    FOLD_OCTAVES;

    /** Returns the name in {@code vocabulary.json}. */
    public String label() {
      return Options.label(this);
    }
  }
}
