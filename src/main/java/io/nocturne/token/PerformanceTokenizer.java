package io.nocturne.token;

import io.nocturne.music.Piece;
import io.nocturne.rhythm.PerformanceQuantizer;
import io.nocturne.rhythm.PerformanceQuantizer.Performed;
import io.nocturne.rhythm.PerformedPiece;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.PerformanceVocabulary.PerformanceType;
import io.nocturne.token.TypedVocabulary.TypedEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Notes as they were played, in seconds and whatever the tempo: the representation of Performance
 * RNN (S. Oore and others, "This Time with Feeling", 2018). Time passes in steps, up to a second a
 * token. There are two ways of writing where notes end:
 *
 * <ul>
 *   <li>{@link NoteEnds#OFFS}: a note-on and a note-off, and a velocity where it changes, as in
 *       Performance RNN.
 *   <li>{@link NoteEnds#DURATIONS}: a note is its pitch, its velocity and its duration, as in
 *       Magenta's note performances.
 * </ul>
 *
 * <p>At one moment the pedal moves first, then notes end, then notes begin, from low to high. A
 * note-on of the same key ends the note before. The options determine the vocabulary.
 */
public final class PerformanceTokenizer implements Tokenizer {
  /** The tokenizer's name in {@code vocabulary.json}. */
  public static final String NAME = "performance";

  /** The default number of velocity bins, that of Performance RNN. */
  public static final int DEFAULT_VELOCITIES = 32;

  /** The longest duration in seconds; longer notes are shortened to it. */
  public static final int MAX_DURATION_SECONDS = 60;

  private static final String NOTES = "notes";
  private static final String PEDAL = "pedal";
  private static final String STEP = "step";

  private final NoteEnds noteEnds;
  private final TimeSteps steps;
  private final VelocityBins velocityBins;
  private final PedalTokens pedal;
  private final Keyboard keyboard;
  private final PerformanceVocabulary events;
  private final SpecialTokens specialTokens;

  /** The ways of writing where notes end. */
  public enum NoteEnds {
    /** A token ends a note. */
    OFFS,
    /** A note has its duration. */
    DURATIONS;

    /** Returns the name in {@code vocabulary.json}. */
    public String label() {
      return Options.label(this);
    }
  }

  /** The ways of writing the sustain pedal. */
  public enum PedalTokens {
    /** It is not written. */
    NONE,
    /** A token presses it and another releases it. */
    ON_OFF;

    /** Returns the name in {@code vocabulary.json}. */
    public String label() {
      return Options.label(this);
    }
  }

  private PerformanceTokenizer(
      NoteEnds noteEnds,
      TimeSteps steps,
      VelocityBins velocityBins,
      PedalTokens pedal,
      Keyboard keyboard) {
    this.noteEnds = noteEnds;
    this.steps = steps;
    this.velocityBins = velocityBins;
    this.pedal = pedal;
    this.keyboard = keyboard;
    this.events = new PerformanceVocabulary(noteEnds, steps, velocityBins, hasPedal());
    this.specialTokens = new SpecialTokens(events.vocabulary());
  }

  /**
   * Returns a tokenizer of performances.
   *
   * @param velocities the number of velocity bins, 1 to 127; empty if velocities are not written
   */
  public static PerformanceTokenizer of(
      NoteEnds noteEnds,
      TimeSteps steps,
      OptionalInt velocities,
      PedalTokens pedal,
      OutOfRangePolicy outside) {
    return new PerformanceTokenizer(
        noteEnds, steps, new VelocityBins(velocities), pedal, new Keyboard(outside));
  }

  /**
   * Returns the tokenizer of Performance RNN: note-offs, steps of 10 ms, 32 velocity bins, no
   * pedal; notes beyond the piano are skipped.
   */
  public static PerformanceTokenizer standard() {
    return of(
        NoteEnds.OFFS,
        TimeSteps.DEFAULT,
        OptionalInt.of(DEFAULT_VELOCITIES),
        PedalTokens.NONE,
        OutOfRangePolicy.SKIP);
  }

  static PerformanceTokenizer of(Map<String, String> options, Vocabulary vocabulary) {
    Options.require(
        NAME, options, Set.of(NOTES, STEP, VelocityBins.OPTION, PEDAL, Keyboard.OPTION), Set.of());
    var tokenizer =
        new PerformanceTokenizer(
            Options.choice(NoteEnds.class, NOTES, options),
            TimeSteps.parse(options.get(STEP)),
            VelocityBins.labelled(options.get(VelocityBins.OPTION)),
            Options.choice(PedalTokens.class, PEDAL, options),
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
        NOTES,
        noteEnds.label(),
        STEP,
        steps.label(),
        VelocityBins.OPTION,
        velocityBins.label(),
        PEDAL,
        pedal.label(),
        Keyboard.OPTION,
        keyboard.outside().label());
  }

  @Override
  public boolean hasRhythm() {
    return true;
  }

  @Override
  public boolean hasSeconds() {
    return true;
  }

  @Override
  public double seconds(int... ids) {
    long passed =
        Arrays.stream(ids)
            .mapToObj(events::event)
            .filter(event -> event.type() == PerformanceType.SHIFT)
            .mapToLong(TypedEvent::value)
            .sum();
    return (double) passed / steps.perSecond();
  }

  @Override
  public boolean hasPedal() {
    return pedal == PedalTokens.ON_OFF;
  }

  @Override
  public Encoding encode(Piece piece) {
    Keyboard.Fitted fitted = keyboard.fit(piece);
    Performed performed =
        new PerformanceQuantizer(steps).quantized(piece.pitched(), fitted.notes());
    PerformedPiece played = performed.piece();
    long maxLength =
        noteEnds == NoteEnds.OFFS
            ? Long.MAX_VALUE
            : (long) MAX_DURATION_SECONDS * steps.perSecond();
    PerformedPiece written = played.limited(maxLength);
    long truncated = played.notes().stream().filter(note -> note.length() > maxLength).count();
    return new Encoding(
        specialTokens.around(PerformanceEncoder.write(events, velocityBins, written)),
        fitted.loss().plus(performed.error().withTruncated(truncated), performed.late()));
  }

  @Override
  public Grammar grammar() {
    return PerformanceState.start(events, Integer.MAX_VALUE);
  }

  @Override
  public Grammar grammar(int maxPolyphony) {
    return PerformanceState.start(events, maxPolyphony);
  }

  @Override
  public Piece decode(String name, int[] context, int[] ids, EvenTiming timing) {
    int velocity = velocityBins.quantized(timing.velocity());
    return PerformanceDecoder.read(events, context, specialTokens.within(ids), velocity)
        .piece(name);
  }

  @Override
  public List<Integer> pitches(int id) {
    return events.values(id, PerformanceType.NOTE);
  }

  @Override
  public List<Integer> namedPitches(int id) {
    List<Integer> ended = events.values(id, PerformanceType.NOTE_OFF);
    return ended.isEmpty() ? pitches(id) : ended;
  }

  /** Returns what precedes the value in a token's name, such as {@code NoteOn} in NoteOn_E4. */
  @Override
  public String type(int id) {
    return events.typeName(id);
  }

  @Override
  public OptionalInt transposed(int id, int semitones) {
    return events.transposed(id, semitones, Set.of(PerformanceType.NOTE, PerformanceType.NOTE_OFF));
  }

  @Override
  public OptionalInt louder(int id, int bins) {
    return velocityBins.louder(this, id, bins);
  }

  @Override
  public List<TimeTokens> times() {
    TimeTokens shifts =
        new TimeTokens(events.id(PerformanceType.SHIFT, 1), events.maxSteps(), true);
    return noteEnds == NoteEnds.OFFS
        ? List.of(shifts)
        : List.of(
            shifts,
            new TimeTokens(events.id(PerformanceType.DURATION, 1), events.maxSteps(), false));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PerformanceTokenizer performance
        && options().equals(performance.options());
  }

  @Override
  public int hashCode() {
    return Objects.hash(NAME, options());
  }

  @Override
  public String toString() {
    return "PerformanceTokenizer[%d tokens, %s]".formatted(events.size(), label());
  }
}
