package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.OnsetGrouping.GroupedNotes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads pieces as chords, whatever the vocabulary. */
final class Chords {
  private static final String NAMES = "chords";

  private final ChordNames names;
  private final OnsetGrouping grouping;

  Chords(ChordNames names, OnsetGrouping grouping) {
    this.names = names;
    this.grouping = grouping;
  }

  static Chords of(Map<String, String> options) {
    Options.require(
        ChordTokenizer.NAME,
        options,
        Set.of(NAMES, OnsetGrouping.OPTION, Keyboard.OPTION),
        Set.of(OnsetGrouping.TOLERANCE));
    return new Chords(Options.choice(ChordNames.class, NAMES, options), OnsetGrouping.of(options));
  }

  Map<String, String> options() {
    return grouping.options(NAMES, names.label());
  }

  /** Groups the simultaneous notes of a piece. */
  GroupedNotes group(Piece piece) {
    return grouping.group(piece);
  }

  /** Returns the name of simultaneous notes. */
  String name(List<Note> chord) {
    Set<Integer> pitches = new TreeSet<>();
    chord.forEach(note -> pitches.add(note.pitch()));
    return names.name(pitches);
  }

  /** Returns the name of simultaneous pitches. */
  String nameOf(Collection<Integer> pitches) {
    return names.name(pitches);
  }

  /**
   * Returns the pitches of a name, ascending.
   *
   * @throws IllegalArgumentException if chords are not named so
   */
  List<Integer> pitches(String name) {
    List<Integer> pitches;
    try {
      pitches = names.pitches(name);
    } catch (IllegalArgumentException e) {
      throw unknown(name, e);
    }
    if (!pitches.stream().allMatch(Keyboard::has) || !names.name(pitches).equals(name)) {
      throw unknown(name, null);
    }
    return pitches;
  }

  private IllegalArgumentException unknown(String name, Exception cause) {
    return new IllegalArgumentException(
        "tokens of tokenizer chord must be %s of the piano's keys, was %s"
            .formatted(names.label(), name),
        cause);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chords chords
        && names == chords.names
        && grouping.equals(chords.grouping);
  }

  @Override
  public int hashCode() {
    return options().hashCode();
  }
}
