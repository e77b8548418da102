package io.nocturne.cli.command;

import io.nocturne.base.Numbers;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Pedal;
import io.nocturne.preprocess.Preprocessing.Transposition;
import io.nocturne.preprocess.TrackSelection;
import io.nocturne.rhythm.SilenceLimit;
import io.nocturne.token.Tokenizer;
import java.util.Optional;

/**
 * The options of reading MIDI files, and of what is done to their pieces before they become tokens.
 * What is not given is as for the corpus of a run.
 */
public final class PreprocessingOptions {
  private static final String NOT = "none";
  private static final String AS_CORPUS = "as the run's corpus was made";

  public static final Setting<Boolean> STRICT =
      Setting.flag("strict", "fail at the first damaged file instead of reading around the damage");
  public static final Setting<Boolean> PEDAL =
      Setting.flag("pedal", "extend notes while the sustain pedal is down");
  private static final Setting<Boolean> NO_PEDAL =
      Setting.flag("no-pedal", "end notes where their keys are released");

  private static final ValueType<TrackSelection> TRACK_LIST =
      new ValueType<>(
          "LIST",
          "numbers, names or programs with commas between, such as 1-2, PIANO or program:0-7",
          text -> ValueType.parsed(TrackSelection::parse, text),
          TrackSelection::label);
  private static final String TRACKS_TEXT =
      "notes of these tracks: numbers, names (* for any text), program:N-M of General MIDI, or"
          + " piano for programs 0 to 7";
  private static final ValueType<MaxSilence> SILENCE =
      new ValueType<>(
          "SECONDS",
          "a number from 1 to 3600, or none",
          PreprocessingOptions::limit,
          MaxSilence::label);

  private static final Setting<Transposition> TRANSPOSE =
      Setting.of(
          "transpose",
          ValueType.choice("KEY", Transposition.class),
          Transposition.NONE,
          "c: transpose each piece to C major or A minor, from the key found in its notes");
  private static final Setting<MaxSilence> MAX_SILENCE =
      Setting.of(
          "max-silence",
          SILENCE,
          new MaxSilence(Optional.empty()),
          "event, performance: shorten silences longer than this, in seconds, by whole bars");
  private static final Setting<TrackSelection> TRACKS =
      Setting.of("tracks", TRACK_LIST, TrackSelection.ALL, TRACKS_TEXT);

  private static final Setting<Optional<Transposition>> RUN_TRANSPOSE =
      Setting.optional(
          TRANSPOSE.name(),
          TRANSPOSE.type(),
          AS_CORPUS,
          "c: read pieces in C major or A minor, and write what follows them in their own keys");
  private static final Setting<Optional<MaxSilence>> RUN_MAX_SILENCE =
      Setting.optional(MAX_SILENCE.name(), SILENCE, AS_CORPUS, MAX_SILENCE.description());
  private static final Setting<Optional<TrackSelection>> RUN_TRACKS =
      Setting.optional(TRACKS.name(), TRACK_LIST, AS_CORPUS, TRACKS_TEXT);

  private PreprocessingOptions() {}

  /** The maximum silence, if there is one. */
  private record MaxSilence(Optional<SilenceLimit> silence) {
    String label() {
      return silence.map(limit -> Numbers.plain(limit.seconds())).orElse(NOT);
    }
  }

  /** Returns how files are read. */
  public static ReadOptions reading(Invocation invocation) {
    return new ReadOptions(invocation.value(STRICT) ? Strictness.STRICT : Strictness.LENIENT);
  }

  /** Returns the settings of a command that makes a corpus. */
  public static Setting<?>[] ofCorpus() {
    return new Setting<?>[] {TRACKS, PEDAL, MAX_SILENCE, TRANSPOSE};
  }

  /** Returns the settings of a command that reads MIDI files for a run. */
  public static Setting<?>[] ofRun() {
    return new Setting<?>[] {RUN_TRACKS, PEDAL, NO_PEDAL, RUN_MAX_SILENCE, RUN_TRANSPOSE};
  }

  /**
   * Returns the preprocessing of a corpus to make.
   *
   * @throws UsageException if the tokens have no rests and silences are to be shortened, or the
   *     tokens write the pedal and it is to lengthen notes
   */
  public static Preprocessing corpus(Invocation invocation, Tokenizer tokenizer) {
    requireNoPedalTwice(invocation, tokenizer);
    Preprocessing preprocessing =
        new Preprocessing(
            invocation.value(PEDAL) ? Pedal.SUSTAIN : Pedal.IGNORE,
            invocation.value(TRACKS),
            invocation.value(MAX_SILENCE).silence(),
            invocation.value(TRANSPOSE));
    if (preprocessing.maxSilence().isPresent()) {
      requireRests(
          tokenizer,
          "needs --tokens event or performance, since other tokens have no rests; leave it out, or"
              + " use these tokens");
    }
    return preprocessing;
  }

  private static void requireRests(Tokenizer tokenizer, String otherwise) {
    if (!tokenizer.hasRhythm()) {
      throw new UsageException(MAX_SILENCE.option() + ": " + otherwise);
    }
  }

  private static void requireNoPedalTwice(Invocation invocation, Tokenizer tokenizer) {
    if (invocation.value(PEDAL) && tokenizer.hasPedal()) {
      throw new UsageException(
          "--pedal: lengthens notes by the pedal, which these tokens write; leave it out");
    }
  }

  /**
   * Returns the preprocessing of music for a run: as the run's corpus, but for what is given.
   *
   * @throws UsageException if both the pedal and no pedal are given, the run's tokens write the
   *     pedal and it is to lengthen notes, or silences are to be shortened and the run's tokens
   *     have no rests
   */
  public static Preprocessing of(Invocation invocation, RunFolder run) {
    requireNoPedalTwice(invocation, run.tokenizer());
    return with(invocation, run.info().preprocessing(), run.tokenizer());
  }

  /**
   * Returns the preprocessing of music that is heard beside a run's: as {@link #of}, but where the
   * run's tokens write the pedal, it lengthens notes.
   *
   * @throws UsageException if both the pedal and no pedal are given, or silences are to be
   *     shortened and the run's tokens have no rests
   */
  public static Preprocessing besideMusicOf(Invocation invocation, RunFolder run) {
    Preprocessing made = run.info().preprocessing();
    Pedal heard = run.tokenizer().hasPedal() ? Pedal.SUSTAIN : made.pedal();
    return with(
        invocation,
        new Preprocessing(heard, made.tracks(), made.maxSilence(), made.transposition()),
        run.tokenizer());
  }

  private static Preprocessing with(
      Invocation invocation, Preprocessing remembered, Tokenizer tokenizer) {
    if (invocation.isGiven(RUN_MAX_SILENCE)) {
      requireRests(tokenizer, "the run's tokens have no rests; leave it out");
    }
    return with(invocation, remembered);
  }

  /**
   * Requires that no setting of a command that reads MIDI files for a run is given.
   *
   * @param reason why it would have no effect, in a clause
   * @throws UsageException naming the one that is given
   */
  public static void requireNone(Invocation invocation, String reason) {
    for (Setting<?> setting : ofRun()) {
      if (invocation.isGiven(setting)) {
        throw new UsageException(setting.option() + ": " + reason + "; leave it out");
      }
    }
  }

  /** Returns a preprocessing with what is given. */
  public static Preprocessing with(Invocation invocation, Preprocessing remembered) {
    return new Preprocessing(
        pedal(invocation).orElse(remembered.pedal()),
        invocation.value(RUN_TRACKS).orElse(remembered.tracks()),
        invocation.value(RUN_MAX_SILENCE).map(MaxSilence::silence).orElse(remembered.maxSilence()),
        invocation.value(RUN_TRANSPOSE).orElse(remembered.transposition()));
  }

  /** Returns whether the user has said what the pedal does. */
  public static boolean isPedalGiven(Invocation invocation) {
    return pedal(invocation).isPresent();
  }

  private static Optional<Pedal> pedal(Invocation invocation) {
    boolean with = invocation.value(PEDAL);
    boolean without = invocation.value(NO_PEDAL);
    if (with && without) {
      throw new UsageException("--pedal: contradicts --no-pedal; leave one of them out");
    }
    if (!with && !without) {
      return Optional.empty();
    }
    return Optional.of(with ? Pedal.SUSTAIN : Pedal.IGNORE);
  }

  private static Optional<MaxSilence> limit(String text) {
    return text.equals(NOT)
        ? Optional.of(new MaxSilence(Optional.empty()))
        : ValueType.number(1, 3600)
            .reader()
            .apply(text)
            .map(seconds -> new MaxSilence(Optional.of(new SilenceLimit(seconds))));
  }
}
