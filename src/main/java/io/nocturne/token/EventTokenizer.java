package io.nocturne.token;

import io.nocturne.music.Piece;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.GridPiece;
import io.nocturne.rhythm.GridPiece.GridNote;
import io.nocturne.rhythm.Quantizer;
import io.nocturne.rhythm.Quantizer.Quantized;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.EventVocabulary.EventType;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Rhythm, harmony and velocity as a sequence of events. Each note is its pitch, its velocity and
 * its duration; simultaneous notes follow an event that says when they are, in one of two ways:
 *
 * <ul>
 *   <li>{@link Time#POSITION}: {@code Bar}, with its time signature where that is new, and the
 *       position in the bar. This is REMI (Y.-S. Huang and Y.-H. Yang, "Pop Music Transformer",
 *       2020) without its chords and tempos.
 *   <li>{@link Time#SHIFT}: the time since the notes before, as in Performance RNN (S. Oore and
 *       others, "This Time with Feeling", 2018), but in fractions of a quarter, and with durations
 *       instead of note-offs.
 * </ul>
 *
 * <p>Times are quarters on a {@link Grid}. Simultaneous notes go from low to high. A note-on of the
 * same key ends the note before, whatever its duration. The options determine the vocabulary. Tempo
 * is not written.
 */
public final class EventTokenizer implements Tokenizer {
  /** The tokenizer's name in {@code vocabulary.json}. */
  public static final String NAME = "event";

  /** The default number of velocity bins. */
  public static final int DEFAULT_VELOCITIES = 8;

  private static final String TIME = "time";

  private final Time time;
  private final VelocityBins velocityBins;
  private final Keyboard keyboard;
  private final Grid grid;
  private final EventVocabulary events;
  private final SpecialTokens specialTokens;

  /** The ways of writing when notes begin. */
  public enum Time {
    /** The bar and the position in the bar. */
    POSITION,
    /** The time since the notes before. */
    SHIFT;

    /** Returns the name in {@code vocabulary.json}. */
    public String label() {
      return Options.label(this);
    }
  }

  private EventTokenizer(Time time, Grid grid, VelocityBins velocityBins, Keyboard keyboard) {
    this.time = time;
    this.grid = grid;
    this.velocityBins = velocityBins;
    this.keyboard = keyboard;
    this.events = new EventVocabulary(grid, time, velocityBins);
    this.specialTokens = new SpecialTokens(events.vocabulary());
  }

  /**
   * Returns a tokenizer of events.
   *
   * @param velocities the number of velocity bins, 1 to 127; empty if velocities are not written
   */
  public static EventTokenizer of(
      Time time, Grid grid, OptionalInt velocities, OutOfRangePolicy outside) {
    return new EventTokenizer(time, grid, new VelocityBins(velocities), new Keyboard(outside));
  }

  /** Positions on the default grid, eight velocity bins; notes beyond the piano are skipped. */
  public static EventTokenizer standard() {
    return of(
        Time.POSITION, Grid.DEFAULT, OptionalInt.of(DEFAULT_VELOCITIES), OutOfRangePolicy.SKIP);
  }

  static EventTokenizer of(Map<String, String> options, Vocabulary vocabulary) {
    Options.require(
        NAME,
        options,
        Set.of(TIME, OnsetGrouping.OPTION, VelocityBins.OPTION, Keyboard.OPTION),
        Set.of());
    var tokenizer =
        new EventTokenizer(
            Options.choice(Time.class, TIME, options),
            Grid.parse(options.get(OnsetGrouping.OPTION)),
            VelocityBins.labelled(options.get(VelocityBins.OPTION)),
            Keyboard.of(options));
    Options.requireTokens(tokenizer, vocabulary);
    return tokenizer;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Vocabulary vocabulary() {
    return events.vocabulary();
  }

  @Override
  public Map<String, String> options() {
    return Map.of(
        TIME,
        time.label(),
        OnsetGrouping.OPTION,
        grid.label(),
        VelocityBins.OPTION,
        velocityBins.label(),
        Keyboard.OPTION,
        keyboard.outside().label());
  }

  @Override
  public boolean hasRhythm() {
    return true;
  }

  /**
   * Returns what is left of a piece when it is written as events: notes on the piano's keys and on
   * the grid, of lengths and velocities that there are tokens for. {@link #decode} makes exactly
   * this of the piece's ids.
   *
   * @param timing gives the tempo, and velocities if tokens have none
   */
  public Piece quantized(Piece piece, EvenTiming timing) {
    return read(piece, timing.velocity())
        .piece
        .piece(piece.name(), timing.microsecondsPerQuarter());
  }

  @Override
  public Encoding encode(Piece piece) {
    Read read = read(piece, EvenTiming.DEFAULT.velocity());
    return new Encoding(specialTokens.around(EventEncoder.write(events, read.piece)), read.loss);
  }

  /** A piece as events express it, and what was lost. */
  private record Read(GridPiece piece, EncodingLoss loss) {}

  private Read read(Piece piece, int defaultVelocity) {
    Keyboard.Fitted fitted = keyboard.fit(piece);
    Piece onKeys = piece.withNotes(fitted.notes());
    Quantizer quantizer = new Quantizer(grid);
    Quantized quantized =
        time == Time.POSITION ? quantizer.byBars(onKeys) : quantizer.byQuarters(onKeys);
    int maxDuration = events.maxDuration();
    List<GridNote> written = new ArrayList<>();
    int truncated = 0;
    for (GridNote note : quantized.piece().notes()) {
      truncated += note.length() > maxDuration ? 1 : 0;
      int velocity =
          velocityBins.bins().isPresent()
              ? velocityBins.quantized(note.velocity())
              : defaultVelocity;
      written.add(
          new GridNote(note.onset(), Math.min(note.length(), maxDuration), note.pitch(), velocity));
    }
    return new Read(
        new GridPiece(grid, written, quantized.piece().changes()),
        fitted.loss().plus(quantized.error().withTruncated(truncated), quantized.late()));
  }

  @Override
  public Grammar grammar() {
    return EventState.start(events);
  }

  @Override
  public Grammar grammar(int maxPolyphony) {
    return new SoundingPitches(EventState.start(events), maxPolyphony, Map.of());
  }

  @Override
  public Piece decode(String name, int[] context, int[] ids, EvenTiming timing) {
    return EventDecoder.read(events, context, specialTokens.within(ids), timing.velocity())
        .piece(name, timing.microsecondsPerQuarter());
  }

  @Override
  public List<Integer> pitches(int id) {
    return events.values(id, EventType.PITCH);
  }

  @Override
  public Optional<BarTokens> bars() {
    return events.bars();
  }

  /** Returns what precedes the value in a token's name, such as {@code Pitch} in Pitch_E4. */
  @Override
  public String type(int id) {
    return events.typeName(id);
  }

  @Override
  public OptionalInt transposed(int id, int semitones) {
    return events.transposed(id, semitones, Set.of(EventType.PITCH));
  }

  @Override
  public OptionalInt louder(int id, int bins) {
    return velocityBins.louder(this, id, bins);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventTokenizer event && options().equals(event.options());
  }

  @Override
  public int hashCode() {
    return Objects.hash(NAME, options());
  }

  @Override
  public String toString() {
    return "EventTokenizer[%d tokens, %s]".formatted(events.size(), label());
  }
}
