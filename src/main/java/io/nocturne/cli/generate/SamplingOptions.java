package io.nocturne.cli.generate;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.NoteChoice;
import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.generate.Sampler;
import io.nocturne.generate.Sampling;
import io.nocturne.model.Context;
import io.nocturne.originality.CorpusNotes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The options of sampling and beam search. */
public final class SamplingOptions {
  public static final Setting<Double> TEMPERATURE =
      Setting.of(
          "temperature",
          ValueType.number(0, 1000),
          1.0,
          "below 1 is safer, above 1 wilder; 0 always takes the most likely token, as the study"
              + " did");
  public static final Setting<Optional<Integer>> TOP_K =
      Setting.optional(
          "top-k",
          ValueType.wholeNumber(1, Integer.MAX_VALUE),
          "all",
          "sample from the N most likely tokens");
  public static final Setting<Double> TOP_P =
      Setting.of(
          "top-p",
          ValueType.number(0.000_001, 1).as("P"),
          1.0,
          "sample from the most likely tokens whose probabilities add up to P");
  public static final Setting<Double> MIN_P =
      Setting.of(
          "min-p",
          ValueType.number(0, 1).as("P"),
          0.0,
          "sample from tokens at least P times as likely as the most likely one");
  static final Setting<Optional<Double>> MEMORY =
      Setting.optional(
          "memory",
          ValueType.number(0, 1).as("P").called("off", 0.0),
          "1 if the run predicts better with it",
          "trust in what followed the last notes earlier in the piece, up to 1");
  static final Setting<Double> REPETITION_PENALTY =
      Setting.of(
          "repetition-penalty",
          ValueType.numberAbove(0),
          1.0,
          "above 1 makes recent tokens less likely");
  static final Setting<Integer> REPETITION_WINDOW =
      Setting.of(
          "repetition-window",
          ValueType.wholeNumber(1, Integer.MAX_VALUE),
          RepetitionPenalty.DEFAULT_WINDOW,
          "number of recent tokens that --repetition-penalty applies to");
  static final Setting<Optional<Integer>> NO_REPEAT_NGRAM =
      Setting.optional(
          "no-repeat-ngram",
          ValueType.wholeNumber(1, Integer.MAX_VALUE),
          "may repeat",
          "no sequence of N tokens occurs twice");
  static final Setting<Optional<Integer>> BEAM =
      Setting.optional(
          "beam",
          ValueType.wholeNumber(1, 1000),
          "sampling",
          "beam search with N beams for the most likely pieces, instead of sampling; --count is the"
              + " number of pieces to keep");
  static final Setting<Optional<Context>> CONTEXT =
      Setting.optional(
          "context",
          ValueType.choice("WHAT", Context.class),
          "piece if the run reads forward and has targets at every position, else window",
          "what a forward network reads before a token: a window, or the piece so far, which is"
              + " many times as fast");
  static final Setting<Integer> MIN_LENGTH =
      Setting.of(
          "min-length",
          ValueType.wholeNumber(0, 1_000_000),
          0,
          "minimum number of tokens before a piece ends by itself, for tokens with an <eos>");

  private SamplingOptions() {}

  /** Returns the sampler that was asked for. */
  public static Sampler sampler(Invocation invocation) {
    return new Sampling(
        invocation.value(TEMPERATURE),
        invocation.wholeNumber(TOP_K),
        invocation.value(TOP_P),
        invocation.value(MIN_P));
  }

  /**
   * Returns the choice of notes, the sampler aside.
   *
   * @param corpus the notes that must not be copied, where a limit was asked for
   */
  static NoteChoice choice(Invocation invocation, Optional<CorpusNotes> corpus) {
    return new NoteChoice(
        memory(invocation),
        new RepetitionPenalty(
            invocation.value(REPETITION_PENALTY), invocation.value(REPETITION_WINDOW)),
        invocation.wholeNumber(NO_REPEAT_NGRAM),
        invocation.value(MIN_LENGTH),
        LimitOptions.limits(invocation),
        CopyOptions.limit(invocation, corpus),
        FormOptions.form(invocation),
        invocation.wholeNumber(BEAM));
  }

  private static OptionalDouble memory(Invocation invocation) {
    Optional<Double> trust = invocation.value(MEMORY);
    return trust.isPresent() ? OptionalDouble.of(trust.get()) : OptionalDouble.empty();
  }

  /**
   * Checks the options by themselves, before any file is read.
   *
   * @throws UsageException if one was given that has no effect with the others
   */
  static void check(Invocation invocation) {
    if (invocation.isGiven(REPETITION_WINDOW) && invocation.value(REPETITION_PENALTY) == 1) {
      throw new UsageException(
          "--repetition-window: has no effect without a penalty; add --repetition-penalty 1.2 or"
              + " leave it out");
    }
    int length = invocation.value(GenerateCommand.LENGTH);
    if (invocation.value(MIN_LENGTH) > length) {
      throw new UsageException(
          "--min-length %d: is greater than --length %d; lower it or raise --length"
              .formatted(invocation.value(MIN_LENGTH), length));
    }
    invocation.value(BEAM).ifPresent(beams -> checkSearch(invocation, beams));
  }

  private static void checkSearch(Invocation invocation, int beams) {
    List<Setting<?>> random =
        List.of(TEMPERATURE, TOP_K, TOP_P, MIN_P, LimitOptions.CHROMATIC, GenerateCommand.SEED);
    for (Setting<?> setting : random) {
      if (invocation.isGiven(setting)) {
        throw new UsageException(
            setting.option()
                + ": has no effect with --beam, whose search has no random steps; leave one out");
      }
    }
    int count = invocation.value(GenerateCommand.COUNT);
    if (count > beams) {
      throw new UsageException(
          "--count %d: --beam %d finds at most %d pieces; raise --beam"
              .formatted(count, beams, beams));
    }
  }
}
