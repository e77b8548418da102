package io.nocturne.preprocess;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.Labels;
import io.nocturne.base.Numbers;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import io.nocturne.rhythm.SilenceLimit;
import io.nocturne.rhythm.SilenceLimit.Shortened;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The changes to pieces before they become tokens. Percussion is always left out.
 *
 * @param pedal what the sustain pedal does to notes
 * @param tracks whose notes are taken
 * @param maxSilence what longer silences are shortened to; empty if they stay
 * @param transposition to which key pieces are moved
 */
public record Preprocessing(
    Pedal pedal,
    TrackSelection tracks,
    Optional<SilenceLimit> maxSilence,
    Transposition transposition) {

  /** All notes but percussion, as their keys are held. */
  public static final Preprocessing NONE =
      new Preprocessing(Pedal.IGNORE, TrackSelection.ALL, Optional.empty(), Transposition.NONE);

  private static final String PEDAL = "pedal";
  private static final String TRACKS = "tracks";
  private static final String MAX_SILENCE = "max-silence";
  private static final String TRANSPOSE = "transpose";
  private static final String NOT = "none";

  /** The effect of the sustain pedal on the lengths of notes. */
  public enum Pedal {
    /** Notes end where their keys are released. */
    IGNORE,
    /** They last as {@link Piece#sustained} says. */
    SUSTAIN
  }

  /** The transposition of pieces. */
  public enum Transposition {
    /** They stay as they are. */
    NONE,
    /**
     * They are moved to C major or A minor, whichever mode they have, by the shorter way: 6
     * semitones down to 5 up. A piece in which no key is found stays as it is.
     */
    C
  }

  public Preprocessing {
    requireNonNull(pedal, PEDAL);
    requireNonNull(tracks, TRACKS);
    requireNonNull(maxSilence, MAX_SILENCE);
    requireNonNull(transposition, TRANSPOSE);
  }

  /** Returns the settings by the names of their options; values as JSON strings have them. */
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put(PEDAL, Labels.of(pedal));
    options.put(TRACKS, tracks.label());
    options.put(MAX_SILENCE, maxSilence.map(limit -> Numbers.plain(limit.seconds())).orElse(NOT));
    options.put(TRANSPOSE, Labels.of(transposition));
    return options;
  }

  /**
   * Returns the preprocessing of settings that {@link #options} gave, perhaps in a version that had
   * fewer of them.
   *
   * @throws IllegalArgumentException naming the setting that is unknown or invalid
   */
  public static Preprocessing of(Map<String, String> settings) {
    Map<String, String> options = NONE.options();
    for (String name : settings.keySet()) {
      if (!options.containsKey(name)) {
        throw new IllegalArgumentException("preprocessing has no setting " + name);
      }
    }
    options.putAll(settings);
    String silence = options.get(MAX_SILENCE);
    return new Preprocessing(
        choice(Pedal.class, PEDAL, options),
        TrackSelection.parse(options.get(TRACKS)),
        silence.equals(NOT)
            ? Optional.empty()
            : Optional.of(new SilenceLimit(Double.parseDouble(silence))),
        choice(Transposition.class, TRANSPOSE, options));
  }

  /**
   * Returns the settings that differ from {@link #NONE} in a phrase, such as {@code pedal sustain}.
   */
  public String label() {
    Map<String, String> changed = options();
    changed.entrySet().removeAll(NONE.options().entrySet());
    return changed.isEmpty()
        ? "as it is"
        : changed.entrySet().stream()
            .map(option -> option.getKey() + " " + option.getValue())
            .collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> E choice(
      Class<E> type, String name, Map<String, String> options) {
    return Labels.find(type, options.get(name))
        .orElseThrow(
            () -> new IllegalArgumentException(name + " " + options.get(name) + " is unknown"));
  }

  /** Preprocesses a piece. */
  public Preprocessed apply(Piece original) {
    Piece pitched = (pedal == Pedal.SUSTAIN ? original.sustained() : original).pitched();
    Piece selected = tracks.of(pitched);
    Shortened shortened =
        maxSilence
            .map(limit -> limit.shorten(selected))
            .orElseGet(() -> new Shortened(selected, 0, 0));
    Optional<KeyChange> key =
        transposition == Transposition.NONE
            ? Optional.empty()
            : Optional.of(TransposeToC.of(shortened.piece()));
    int semitones = key.map(KeyChange::semitones).orElse(0);
    return new Preprocessed(
        original, selected, shortened.piece().transposed(semitones), shortened, key);
  }

  /**
   * Where the tokens of a corpus come from.
   *
   * @param preprocessing what was done to the pieces before
   * @param tempo the median of the pieces' {@link Piece#medianTempo median tempos}, in quarters per
   *     minute; empty if none has any
   */
  public record Provenance(Preprocessing preprocessing, OptionalDouble tempo) {
    /**
     * Returns the provenance of pieces.
     *
     * @param tempos their median tempos, of those that have one
     */
    public static Provenance of(Preprocessing preprocessing, DoubleStream tempos) {
      double[] sorted = tempos.sorted().toArray();
      int middle = sorted.length / 2;
      return new Provenance(
          preprocessing,
          sorted.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(
                  sorted.length % 2 == 1
                      ? sorted[middle]
                      : (sorted[middle - 1] + sorted[middle]) / 2));
    }
  }
}
