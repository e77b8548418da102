package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The piano's 88 keys, MIDI pitch 21 (A0) to 108 (C8).
 *
 * @param outside what happens to other notes
 */
record Keyboard(OutOfRangePolicy outside) {
  static final int MIN_PITCH = 21;
  static final int MAX_PITCH = 108;

  /** The name of the option in {@code vocabulary.json}. */
  static final String OPTION = "outside";

  /**
   * A piece's notes on the keys.
   *
   * @param notes by onset, then pitch as it was
   * @param loss counts the notes left out, percussion among them, and those moved
   */
  record Fitted(List<Note> notes, EncodingLoss loss) {}

  static Keyboard of(Map<String, String> options) {
    return new Keyboard(Options.choice(OutOfRangePolicy.class, OPTION, options));
  }

  /** Returns the keys' names, from the lowest. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int pitch = MIN_PITCH; pitch <= MAX_PITCH; pitch++) {
      names.add(PitchName.of(pitch));
    }
    return names;
  }

  /** Returns whether a MIDI pitch is a key. */
  static boolean has(int pitch) {
    return pitch >= MIN_PITCH && pitch <= MAX_PITCH;
  }

  /** Returns the key that a note of a pitch is played on; empty if it is left out. */
  OptionalInt key(int pitch) {
    if (has(pitch)) {
      return OptionalInt.of(pitch);
    }
    if (outside == OutOfRangePolicy.SKIP) {
      return OptionalInt.empty();
    }
    int folded = pitch;
    while (!has(folded)) {
      folded += folded < MIN_PITCH ? Note.OCTAVE : -Note.OCTAVE;
    }
    return OptionalInt.of(folded);
  }

  Fitted fit(Piece piece) {
    List<Note> all = piece.notes();
    List<Note> pitched = piece.pitched().notes();
    List<Note> fitted = new ArrayList<>(all.size());
    int folded = 0;
    for (Note note : pitched) {
      OptionalInt key = key(note.pitch());
      if (key.isEmpty()) {
        continue;
      }
      boolean moved = key.getAsInt() != note.pitch();
      folded += moved ? 1 : 0;
      fitted.add(moved ? note.withPitch(key.getAsInt()) : note);
    }
    return new Fitted(fitted, new EncodingLoss(all.size() - fitted.size(), folded));
  }
}
