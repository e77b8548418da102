package io.nocturne.token;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A note is its pitch: notes by onset, then pitch, and nothing of rhythm or loudness.
 *
 * <p>The default vocabulary is the piano's 88 keys: MIDI pitch 21 (A0) is id 0, 108 (C8) is id 87,
 * and 88 is {@link Vocabulary#PAD}. A file may list other pitches or another order.
 */
public final class PitchTokenizer implements Tokenizer {
  /** What {@code vocabulary.json} calls it. */
  public static final String NAME = "pitch";

  private static final String OUTSIDE = "outside";
  private static final int LOWEST_KEY = 21;
  private static final int HIGHEST_KEY = 108;
  private static final int PITCHES = 128;
  private static final int OCTAVE = 12;
  private static final int NO_ID = -1;

  private final Vocabulary vocabulary;
  private final OutsideNotes outside;
  private final int[] pitchOfId;
  // By pitch: the id that a note of it becomes, folded if need be, or NO_ID.
  private final int[] idOfPitch;

  /**
   * A tokenizer of the pitches that a vocabulary lists.
   *
   * @param vocabulary pitch names such as C#4, and {@link Vocabulary#PAD}
   * @throws IllegalArgumentException if another token is no pitch name as {@link PitchName} prints
   *     it
   */
  public PitchTokenizer(Vocabulary vocabulary, OutsideNotes outside) {
    this.vocabulary = vocabulary;
    this.outside = outside;
    this.pitchOfId = pitches(vocabulary);
    this.idOfPitch = new int[PITCHES];
    Arrays.setAll(idOfPitch, this::nearestId);
  }

  /** The paper's: the piano's 88 keys; other notes are skipped. */
  public static PitchTokenizer piano() {
    return piano(OutsideNotes.SKIP);
  }

  /** The piano's 88 keys. */
  public static PitchTokenizer piano(OutsideNotes outside) {
    List<String> tokens = new ArrayList<>();
    for (int pitch = LOWEST_KEY; pitch <= HIGHEST_KEY; pitch++) {
      tokens.add(PitchName.of(pitch));
    }
    tokens.add(Vocabulary.PAD);
    return new PitchTokenizer(new Vocabulary(tokens), outside);
  }

  static PitchTokenizer of(Map<String, String> options, Vocabulary vocabulary) {
    if (!options.keySet().equals(Map.of(OUTSIDE, "").keySet())) {
      throw new IllegalArgumentException(
          "tokenizer pitch must have the one option %s, had %s"
              .formatted(OUTSIDE, options.keySet()));
    }
    return new PitchTokenizer(vocabulary, OutsideNotes.labelled(options.get(OUTSIDE)));
  }

  private static int[] pitches(Vocabulary vocabulary) {
    int[] pitches = new int[vocabulary.size()];
    for (int id = 0; id < pitches.length; id++) {
      pitches[id] = id == vocabulary.padId() ? NO_ID : pitch(vocabulary.token(id));
    }
    return pitches;
  }

  private static int pitch(String token) {
    // Compared with what is printed: one pitch must not have two tokens, such as C#4 and Db4.
    for (int pitch = 0; pitch < PITCHES; pitch++) {
      if (PitchName.of(pitch).equals(token)) {
        return pitch;
      }
    }
    throw new IllegalArgumentException(
        "tokens of tokenizer pitch must be pitch names from C-1 to G9, was " + token);
  }

  private int nearestId(int pitch) {
    int exact = exactId(pitch);
    if (exact != NO_ID || outside == OutsideNotes.SKIP) {
      return exact;
    }
    for (int octaves = 1; octaves * OCTAVE < PITCHES; octaves++) {
      int up = exactId(pitch + octaves * OCTAVE);
      int nearest = up != NO_ID ? up : exactId(pitch - octaves * OCTAVE);
      if (nearest != NO_ID) {
        return nearest;
      }
    }
    return NO_ID;
  }

  private int exactId(int pitch) {
    for (int id = 0; id < pitchOfId.length; id++) {
      if (id != vocabulary.padId() && pitchOfId[id] == pitch) {
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
    return Map.of(OUTSIDE, outside.label());
  }

  /** What becomes of notes whose pitch the vocabulary lacks. */
  public OutsideNotes outside() {
    return outside;
  }

  @Override
  public Encoding encode(Piece piece) {
    List<Note> notes = piece.notes();
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
    return new Encoding(Tokens.of(Arrays.copyOf(ids, length)), notes.size() - length, folded);
  }

  @Override
  public Piece decode(String name, int[] ids, EvenTiming timing) {
    List<Note> notes = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= pitchOfId.length || ids[i] == vocabulary.padId()) {
        throw new IllegalArgumentException(
            "ids must be pitches of the vocabulary's %d tokens, was %d at position %d"
                .formatted(vocabulary.size(), ids[i], i));
      }
      long onset = (long) i * timing.noteTicks();
      notes.add(new Note(onset, timing.noteTicks(), pitchOfId[ids[i]], timing.velocity(), 0));
    }
    return new Piece(
        name,
        new Division.Metrical(timing.ticksPerQuarter()),
        List.of(Track.of("", notes)),
        List.of(new Tempo(0, timing.microsecondsPerQuarter())),
        List.of(),
        List.of());
  }

  @Override
  public List<Integer> pitches(int id) {
    return id == vocabulary.padId() ? List.of() : List.of(pitchOfId[id]);
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
    return "PitchTokenizer[%d tokens, %s]".formatted(vocabulary.size(), outside.label());
  }
}
