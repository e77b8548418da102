package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.OnsetTolerance;
import io.nocturne.token.OnsetGrouping.GroupedNotes;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The melody alone: one note at a time, each its pitch, without rhythm or velocity.
 *
 * <p>The vocabulary is that of {@link PitchTokenizer#pianoWithEnds}.
 */
public final class MelodyTokenizer implements Tokenizer {
  /** The tokenizer's name in {@code vocabulary.json}. */
  public static final String NAME = "melody";

  private static final String VOICE = "voice";

  private final MelodyExtraction voice;
  private final OnsetGrouping grouping;
  private final PitchTokenizer pitches;

  private MelodyTokenizer(MelodyExtraction voice, OnsetGrouping alignment) {
    this.voice = voice;
    this.grouping = alignment;
    this.pitches = PitchTokenizer.pianoWithEnds(alignment.keyboard().outside());
  }

  /**
   * Returns a tokenizer of melodies.
   *
   * @param grid where notes are put before simultaneous ones are grouped; empty for ticks as they
   *     are
   */
  public static MelodyTokenizer of(
      MelodyExtraction voice, Optional<Grid> grid, OutOfRangePolicy outside) {
    return new MelodyTokenizer(voice, new OnsetGrouping(new Keyboard(outside), grid));
  }

  /**
   * Returns a tokenizer of melodies.
   *
   * @param tolerance the time within which notes are simultaneous
   */
  public static MelodyTokenizer of(
      MelodyExtraction voice, OnsetTolerance tolerance, OutOfRangePolicy outside) {
    return new MelodyTokenizer(voice, new OnsetGrouping(new Keyboard(outside), tolerance));
  }

  static MelodyTokenizer of(Map<String, String> options, Vocabulary vocabulary) {
    Options.require(
        NAME,
        options,
        Set.of(VOICE, OnsetGrouping.OPTION, Keyboard.OPTION),
        Set.of(OnsetGrouping.TOLERANCE));
    var tokenizer =
        new MelodyTokenizer(
            Options.choice(MelodyExtraction.class, VOICE, options), OnsetGrouping.of(options));
    Options.requireTokens(tokenizer, vocabulary);
    return tokenizer;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Vocabulary vocabulary() {
    return pitches.vocabulary();
  }

  @Override
  public Map<String, String> options() {
    return grouping.options(VOICE, voice.label());
  }

  @Override
  public boolean hasRhythm() {
    return false;
  }

  @Override
  public Encoding encode(Piece piece) {
    GroupedNotes grouped = grouping.group(piece);
    List<Note> melody = voice.of(grouped.groups());
    Encoding encoding = pitches.encode(piece.withNotes(melody));
    return new Encoding(encoding.tokens(), grouped.loss());
  }

  @Override
  public Grammar grammar() {
    return pitches.grammar();
  }

  @Override
  public Grammar grammar(int maxPolyphony) {
    return pitches.grammar(maxPolyphony);
  }

  @Override
  public Piece decode(String name, int[] context, int[] ids, EvenTiming timing) {
    return pitches.decode(name, context, ids, timing);
  }

  @Override
  public List<Integer> pitches(int id) {
    return pitches.pitches(id);
  }

  @Override
  public OptionalInt transposed(int id, int semitones) {
    return pitches.transposed(id, semitones);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MelodyTokenizer melody
        && voice == melody.voice
        && grouping.equals(melody.grouping);
  }

  @Override
  public int hashCode() {
    return Objects.hash(voice, grouping);
  }

  @Override
  public String toString() {
    return "MelodyTokenizer[" + label() + "]";
  }

  /**
   * The ways of choosing the melody among a piece's notes.
   *
   * <p>Both begin with the highest of simultaneous notes, as the best of the ways that A.
   * Uitdenbogerd and J. Zobel compare ("Melodic matching techniques for large music databases", ACM
   * Multimedia 1999).
   */
  public enum MelodyExtraction {
    /** The highest note of each onset, whatever sounds on. */
    HIGHEST,

    /**
     * The skyline: those notes of {@link #HIGHEST} that no other melody note sounds above. A note
     * is left out
     *
     * <ul>
     *   <li>if a higher note of the melody still sounds when it begins;
     *   <li>in a gap of the melody that has not yet lasted as long as the melody's last note did,
     *       if it is more than an octave below that note: the accompaniment continues while the
     *       melody breathes.
     * </ul>
     */
    SKYLINE;

    /** Returns the name in {@code vocabulary.json}. */
    public String label() {
      return Options.label(this);
    }

    /**
     * Returns the melody.
     *
     * @param groups the simultaneous notes, by onset, each list by pitch
     */
    List<Note> of(List<List<Note>> groups) {
      List<Note> highest = groups.stream().map(notes -> notes.get(notes.size() - 1)).toList();
      return this == HIGHEST ? highest : skyline(highest);
    }

    private static List<Note> skyline(List<Note> highest) {
      List<Note> melody = new ArrayList<>();
      Deque<Note> sounding = new ArrayDeque<>();
      for (Note note : highest) {
        sounding.removeIf(earlier -> earlier.endTicks() <= note.onsetTicks());
        boolean below = sounding.stream().anyMatch(other -> other.pitch() > note.pitch());
        if (!below && !accompanies(note, melody)) {
          melody.add(note);
          sounding.add(note);
        }
      }
      return melody;
    }

    /** Returns whether a note accompanies a melody that breathes. */
    private static boolean accompanies(Note note, List<Note> melody) {
      if (melody.isEmpty()) {
        return false;
      }
      Note last = melody.get(melody.size() - 1);
      return note.onsetTicks() - last.endTicks() < last.durationTicks()
          && note.pitch() < last.pitch() - Note.OCTAVE;
    }
  }
}
