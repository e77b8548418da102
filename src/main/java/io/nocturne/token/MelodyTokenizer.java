package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.Grid;
import io.nocturne.token.OnsetGrouping.Aligned;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The melody alone: one note at a time, each its pitch, nothing of rhythm or loudness.
 *
 * <p>The vocabulary is that of {@link PitchTokenizer#markedPiano}.
 */
public final class MelodyTokenizer implements Tokenizer {
  /** What {@code vocabulary.json} calls it. */
  public static final String NAME = "melody";

  private static final String VOICE = "voice";

  private final MelodyExtraction voice;
  private final OnsetGrouping alignment;
  private final PitchTokenizer pitches;

  private MelodyTokenizer(MelodyExtraction voice, OnsetGrouping alignment) {
    this.voice = voice;
    this.alignment = alignment;
    this.pitches = PitchTokenizer.markedPiano(alignment.keyboard().outside());
  }

  /**
   * A tokenizer of melodies.
   *
   * @param grid where notes are put before it is asked which are struck together; empty for ticks
   *     as they are
   */
  public static MelodyTokenizer of(
      MelodyExtraction voice, Optional<Grid> grid, OutOfRangePolicy outside) {
    return new MelodyTokenizer(voice, new OnsetGrouping(new Keyboard(outside), grid));
  }

  static MelodyTokenizer of(Map<String, String> options, Vocabulary vocabulary) {
    Options.require(NAME, options, Set.of(VOICE, OnsetGrouping.OPTION, Keyboard.OPTION), Set.of());
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
    return Map.of(
        VOICE,
        voice.label(),
        OnsetGrouping.OPTION,
        alignment.gridLabel(),
        Keyboard.OPTION,
        alignment.keyboard().outside().label());
  }

  @Override
  public boolean hasRhythm() {
    return false;
  }

  @Override
  public Encoding encode(Piece piece) {
    Aligned aligned = alignment.align(piece);
    List<Note> melody = voice.of(aligned.struck());
    Encoding encoding = pitches.encode(OnsetGrouping.with(piece, melody));
    return new Encoding(encoding.tokens(), aligned.loss());
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
        && alignment.equals(melody.alignment);
  }

  @Override
  public int hashCode() {
    return Objects.hash(voice, alignment);
  }

  @Override
  public String toString() {
    return "MelodyTokenizer[" + label() + "]";
  }
}
