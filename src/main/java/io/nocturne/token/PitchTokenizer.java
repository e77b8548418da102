package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A note is its pitch: notes by onset, then pitch, without rhythm or velocity.
 *
 * <p>The default vocabulary is the piano's 88 keys: MIDI pitch 21 (A0) is id 0, 108 (C8) is id 87,
 * and 88 is {@link Vocabulary#PAD}. A file may list other pitches or another order.
 */
public final class PitchTokenizer implements Tokenizer {
  /** The tokenizer's name in {@code vocabulary.json}. */
  public static final String NAME = "pitch";

  /** The option of a vocabulary that has {@link Vocabulary#BOS} and {@link Vocabulary#EOS}. */
  private static final String ENDS = "ends";

  private static final String MARKED = "marked";
  private static final int NO_ID = -1;

  private final Vocabulary vocabulary;
  private final OutOfRangePolicy outside;
  private final SpecialTokens specialTokens;
  private final int[] pitchOfId;
  // By pitch: the id that a note of it becomes, folded if need be, or NO_ID.
  private final int[] idOfPitch;

  /**
   * Creates a tokenizer of the pitches that a vocabulary lists.
   *
   * @param vocabulary pitch names such as C#4, {@link Vocabulary#PAD}, and {@link Vocabulary#BOS}
   *     and {@link Vocabulary#EOS} if pieces are to have them
   * @throws IllegalArgumentException if another token is not a pitch name as {@link PitchName}
   *     prints it
   */
  public PitchTokenizer(Vocabulary vocabulary, OutOfRangePolicy outside) {
    this.vocabulary = vocabulary;
    this.outside = outside;
    this.specialTokens = new SpecialTokens(vocabulary);
    this.pitchOfId = pitches(vocabulary);
    this.idOfPitch = new int[Note.PITCHES];
    Arrays.setAll(idOfPitch, this::nearestId);
  }

  /** Returns the paper's tokenizer: the piano's 88 keys; other notes are skipped. */
  public static PitchTokenizer piano() {
    return piano(OutOfRangePolicy.SKIP);
  }

  /** Returns a tokenizer of the piano's 88 keys. */
  public static PitchTokenizer piano(OutOfRangePolicy outside) {
    List<String> tokens = Keyboard.names();
    tokens.add(Vocabulary.PAD);
    return new PitchTokenizer(new Vocabulary(tokens), outside);
  }

  /** Returns a tokenizer of the piano's 88 keys with tokens for where a piece begins and ends. */
  public static PitchTokenizer pianoWithEnds(OutOfRangePolicy outside) {
    List<String> tokens = Keyboard.names();
    tokens.addAll(SpecialTokens.ALL);
    return new PitchTokenizer(new Vocabulary(tokens), outside);
  }

  static PitchTokenizer of(Map<String, String> options, Vocabulary vocabulary) {
    Options.require(NAME, options, Set.of(Keyboard.OPTION), Set.of(ENDS));
    PitchTokenizer tokenizer = new PitchTokenizer(vocabulary, Keyboard.of(options).outside());
    if (!tokenizer.options().equals(options)) {
      throw new IllegalArgumentException(
          "tokenizer pitch of this vocabulary must have the options %s, had %s"
              .formatted(new TreeMap<>(tokenizer.options()), new TreeMap<>(options)));
    }
    return tokenizer;
  }

  private static int[] pitches(Vocabulary vocabulary) {
    int[] pitches = new int[vocabulary.size()];
    for (int id = 0; id < pitches.length; id++) {
      pitches[id] = isMark(vocabulary, id) ? NO_ID : pitch(vocabulary.token(id));
    }
    return pitches;
  }

  // <unk> is none of its tokens, so a vocabulary of it is refused.
  private static boolean isMark(Vocabulary vocabulary, int id) {
    return vocabulary.isSpecial(id) && !vocabulary.token(id).equals(Vocabulary.UNK);
  }

  private static int pitch(String token) {
    // Compared with what is printed: one pitch must not have two tokens, such as C#4 and Db4.
    for (int pitch = 0; pitch < Note.PITCHES; pitch++) {
      if (PitchName.of(pitch).equals(token)) {
        return pitch;
      }
    }
    throw new IllegalArgumentException(
        "tokens of tokenizer pitch must be pitch names from C-1 to G9, was " + token);
  }

  private int nearestId(int pitch) {
    int exact = exactId(pitch);
    if (exact != NO_ID || outside == OutOfRangePolicy.SKIP) {
      return exact;
    }
    for (int octaves = 1; octaves * Note.OCTAVE < Note.PITCHES; octaves++) {
      int up = exactId(pitch + octaves * Note.OCTAVE);
      int nearest = up != NO_ID ? up : exactId(pitch - octaves * Note.OCTAVE);
      if (nearest != NO_ID) {
        return nearest;
      }
    }
    return NO_ID;
  }

  /** Pitches below 0 and above 127 have none. */
  private int exactId(int pitch) {
    if (pitch < 0) {
      return NO_ID;
    }
    for (int id = 0; id < pitchOfId.length; id++) {
      if (pitchOfId[id] == pitch) {
        return id;
      }
    }
    return NO_ID;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public Map<String, String> options() {
    return specialTokens.ends()
        ? Map.of(Keyboard.OPTION, outside.label(), ENDS, MARKED)
        : Map.of(Keyboard.OPTION, outside.label());
  }

  @Override
  public boolean hasRhythm() {
    return false;
  }

  /** Returns what happens to notes whose pitch the vocabulary lacks. */
  public OutOfRangePolicy outside() {
    return outside;
  }

  @Override
  public Encoding encode(Piece piece) {
    List<Note> notes = piece.pitched().notes();
    int[] ids = new int[notes.size()];
    int length = 0;
    int folded = 0;
    for (Note note : notes) {
      int id = idOfPitch[note.pitch()];
      if (id != NO_ID) {
        ids[length++] = id;
        folded += pitchOfId[id] == note.pitch() ? 0 : 1;
      }
    }
    return new Encoding(
        specialTokens.around(Arrays.copyOf(ids, length)),
        new EncodingLoss(piece.noteCount() - length, folded));
  }

  @Override
  public Grammar grammar() {
    return specialTokens.grammar();
  }

  @Override
  public Grammar grammar(int maxPolyphony) {
    return specialTokens.grammar(id -> pitches(id).size() <= maxPolyphony);
  }

  @Override
  public Piece decode(String name, int[] context, int[] ids, EvenTiming timing) {
    return EvenNotes.piece(
        name, Arrays.stream(specialTokens.within(ids)).mapToObj(this::pitches).toList(), timing);
  }

  @Override
  public List<Integer> pitches(int id) {
    return vocabulary.isSpecial(id) ? List.of() : List.of(pitchOfId[id]);
  }

  @Override
  public OptionalInt transposed(int id, int semitones) {
    if (vocabulary.isSpecial(id)) {
      return OptionalInt.of(id);
    }
    int moved = exactId(pitchOfId[id] + semitones);
    return moved == NO_ID ? OptionalInt.empty() : OptionalInt.of(moved);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PitchTokenizer pitch
        && vocabulary.equals(pitch.vocabulary)
        && outside == pitch.outside;
  }

  @Override
  public int hashCode() {
    return Objects.hash(vocabulary, outside);
  }

  @Override
  public String toString() {
    return "PitchTokenizer[%d tokens, %s]".formatted(vocabulary.size(), label());
  }
}
