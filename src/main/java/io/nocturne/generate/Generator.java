package io.nocturne.generate;

import io.nocturne.base.UserException;
import io.nocturne.generate.GenerateSpec.BeamSpec;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.Suggestions;
import io.nocturne.random.Mixer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Continues a primer, one token at a time.
 *
 * <p>{@link #generate} samples many pieces side by side. Each piece has its own random numbers,
 * made from the seed and the piece's number, so it does not change with the number of pieces or the
 * batch size, as long as the model's logits do not. TensorFlow's matrix products may round a row
 * differently in batches of different sizes; in the rare case that such a last digit decides
 * between two tokens, the piece is another one from there on. The same call on the same machine and
 * settings always gives the same pieces.
 *
 * <p>{@link #search} looks for the most likely pieces instead.
 */
public final class Generator {
  private final LogitsSource model;
  private final TokenSpace tokens;
  private final DecodingConstraints constraints;
  private final Optional<MemoryModel> memory;
  private final LogitsProcessor processor;

  /** A piece that is not complete yet. */
  private record UnfinishedPiece(int number, DecodingState state, RandomGenerator random) {
    String place() {
      return "piece " + number + ", step " + state.tokens().generated();
    }
  }

  /** Creates a generator whose model carries its state, and whose pieces satisfy constraints. */
  public Generator(CarriedModel model, TokenSpace tokens, DecodingConstraints constraints) {
    this(new CarriedLogits(model, tokens), tokens, constraints, Optional.empty());
  }

  private Generator(
      LogitsSource model,
      TokenSpace tokens,
      DecodingConstraints constraints,
      Optional<MemoryModel> memory) {
    this.model = model;
    this.tokens = tokens;
    this.constraints = constraints;
    this.memory = memory;
    this.processor = new LogitsProcessor(tokens, constraints.penalty());
  }

  /** Creates a generator that uses the model's logits as they are. */
  public Generator(NextTokenModel model, TokenSpace tokens) {
    this(model, tokens, DecodingConstraints.NONE);
  }

  /** Creates a generator whose pieces satisfy constraints. */
  public Generator(NextTokenModel model, TokenSpace tokens, DecodingConstraints constraints) {
    this(
        windowed(Objects.requireNonNull(model, "model"), tokens),
        tokens,
        constraints,
        Optional.empty());
  }

  /**
   * Returns this generator with a memory of each piece: what followed the last tokens earlier in
   * it, its primer included, is mixed with the model's distribution. The sampler, the penalty and
   * the constraints apply to the mixture.
   */
  public Generator with(MemoryModel other) {
    return new Generator(model, tokens, constraints, Optional.of(other));
  }

  private static LogitsSource windowed(NextTokenModel model, TokenSpace tokens) {
    return pieces ->
        model.logits(
            pieces.stream()
                .map(piece -> piece.tokens().window(tokens.window(), tokens.padding()))
                .toArray(int[][]::new));
  }

  /** Generates as {@link #generate(int[], GenerateSpec, GenerateListener)}, without a listener. */
  public int[][] generate(int[] primer, GenerateSpec spec) {
    return generate(primer, spec, (done, total) -> {});
  }

  /**
   * Returns the new tokens of each piece, at most {@code length}; fewer where a piece ended. The
   * primer is not among them, nor is the end.
   *
   * @param primer ids, oldest first, any number of them: the last ones that fit the window are
   *     read, and padding fills the window's left if they are too few
   * @throws IllegalArgumentException if a primer's id is outside the vocabulary
   * @throws UserException if the constraints leave no token
   * @throws IllegalStateException if the model returns the wrong shape or a logit that is not
   *     finite, naming piece, step and id, or if the sampler returns an id that is not allowed
   */
  public int[][] generate(int[] primer, GenerateSpec spec, GenerateListener listener) {
    requireKnown(primer);
    DecodingState[] pieces = new DecodingState[spec.count()];
    Arrays.setAll(pieces, number -> DecodingState.of(primer, constraints, memory));
    long total = (long) spec.count() * spec.length();
    for (int first = 0; first < pieces.length; first += spec.batchSize()) {
      int next = Math.min(first + spec.batchSize(), pieces.length);
      List<UnfinishedPiece> batch = new ArrayList<>();
      for (int number = first; number < next; number++) {
        RandomGenerator random = Mixer.stream(spec.seed(), number);
        batch.add(new UnfinishedPiece(number, pieces[number], random));
      }
      long before = (long) first * spec.length();
      for (int step = 1; step <= spec.length() && !batch.isEmpty(); step++) {
        addToken(batch, spec.sampler());
        long done = Math.max(step, (long) (progress(batch) * spec.length()));
        listener.stepFinished(before + done * (next - first), total);
      }
      Arrays.stream(pieces, first, next).forEach(DecodingState::forgetRead);
    }
    return Arrays.stream(pieces).map(piece -> piece.tokens().continuation()).toArray(int[][]::new);
  }

  /** Returns the progress of the piece that is least far in its form; 1 if none is unfinished. */
  private static double progress(List<UnfinishedPiece> batch) {
    return batch.stream().mapToDouble(piece -> piece.state().progress()).min().orElse(1);
  }

  /** Adds a token to each piece; those that are complete leave the batch. */
  private void addToken(List<UnfinishedPiece> batch, Sampler sampler) {
    List<UnfinishedPiece> sampled = new ArrayList<>();
    for (UnfinishedPiece piece : batch) {
      OptionalInt forced = piece.state().forcedToken();
      if (forced.isPresent()) {
        piece.state().add(forced.getAsInt());
      } else {
        sampled.add(piece);
      }
    }
    if (!sampled.isEmpty()) {
      sampleTokens(sampled, sampler);
    }
    batch.removeIf(piece -> piece.state().isComplete());
  }

  private void sampleTokens(List<UnfinishedPiece> pieces, Sampler sampler) {
    List<DecodingState> states = pieces.stream().map(UnfinishedPiece::state).toList();
    float[][] logits = logits(model, states);
    for (int row = 0; row < logits.length; row++) {
      DecodingState state = pieces.get(row).state();
      int id = sample(pieces.get(row), logits[row], sampler);
      if (tokens.ends(id) || state.isCompletedBy(id)) {
        state.end();
      } else {
        state.add(id);
      }
    }
  }

  /** Returns the model's logits, a row for the token after each piece. */
  static float[][] logits(LogitsSource model, List<DecodingState> pieces) {
    float[][] logits = model.logits(pieces);
    if (logits.length != pieces.size()) {
      throw new IllegalStateException(
          "model must return " + pieces.size() + " rows of logits, returned " + logits.length);
    }
    return logits;
  }

  /** Where the logits come from. */
  @FunctionalInterface
  interface LogitsSource {
    /** Returns the logits of the token after each piece, which has read all tokens before it. */
    float[][] logits(List<DecodingState> pieces);
  }

  private int sample(UnfinishedPiece piece, float[] logits, Sampler sampler) {
    float[] row = processor.penalized(logits, piece.state(), piece.place());
    BitSet allowed = processor.allowed(piece.state(), piece.random());
    if (allowed.isEmpty()) {
      throw processor.exhausted(piece.state(), "piece " + (piece.number() + 1));
    }
    LogitsProcessor.exclude(row, allowed);
    Optional<Suggestions> suggestions = piece.state().suggestions();
    int id =
        suggestions.isEmpty()
            ? sampler.sample(row, piece.random())
            : sampler.sample(row, suggestions.get(), piece.random());
    if (id < 0 || !allowed.get(id)) {
      throw new IllegalStateException(
          "%s: sampler %s returned id %d, which is not allowed"
              .formatted(piece.place(), sampler, id));
    }
    return id;
  }

  /**
   * Returns the new tokens of the most likely pieces that a beam search finds, the best first:
   * those of the highest mean log-probability of a token, by the model's softmax after the
   * repetition penalty, the end among the tokens. Takes no random numbers. Tokens that are not
   * allowed are left out and change no other token's probability.
   *
   * @param primer as {@link #generate} takes it
   * @throws IllegalArgumentException if a primer's id is outside the vocabulary
   * @throws UserException if the constraints leave fewer pieces than asked for, if one of them has
   *     random exceptions, or if the pieces have a form
   * @throws IllegalStateException as {@link #generate} throws it
   */
  public int[][] search(int[] primer, BeamSpec spec, GenerateListener listener) {
    requireKnown(primer);
    constraints
        .form()
        .ifPresent(
            form -> {
              throw new UserException(
                  "a beam search cannot repeat sections; leave out " + form.name());
            });
    return new BeamSearch(model, tokens, processor, spec)
        .run(DecodingState.of(primer, constraints, memory), listener);
  }

  private void requireKnown(int[] primer) {
    for (int id : primer) {
      TokenSpace.requireInside("primer id", id, tokens.vocabularySize());
    }
  }

  /** Follows the progress of {@link Generator#generate}. */
  @FunctionalInterface
  public interface GenerateListener {
    /**
     * Is called after each step of a batch.
     *
     * @param tokensDone tokens generated so far, in all pieces together; where pieces have a form,
     *     tokensInAll times the share of the form that is complete
     * @param tokensInAll length times count
     */
    void stepFinished(long tokensDone, long tokensInAll);
  }

  /**
   * A model that carries a state from token to token: it reads each token once, and all tokens so
   * far are the context of a prediction.
   */
  public interface CarriedModel {
    /** Returns the state before the first token. */
    float[] start();

    /**
     * Returns the number of pads that are read before a primer.
     *
     * @param primerLength the number of the primer's tokens, at least 0
     * @return at least 0, and at least 1 if the primer has no tokens
     */
    int leadingPads(int primerLength);

    /**
     * Reads a token of each row.
     *
     * @param states after the tokens before, one for each row; not to be changed
     * @param tokens one id for each row, at least one
     */
    CarriedReading read(float[][] states, int[] tokens);
  }

  /**
   * A model's knowledge after a token of each row.
   *
   * @param logits as {@link NextTokenModel} returns them
   * @param states one for each row, to be handed to the next call
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on as they are; never compared.
  public record CarriedReading(float[][] logits, float[][] states) {}

  /** A model that predicts the next token from the tokens so far. */
  @FunctionalInterface
  public interface NextTokenModel {
    /**
     * Returns the logits of the token after each window: unnormalized log-probabilities, finite.
     *
     * @param windows ids, shape [batch, window], oldest first; valid until the call returns, and
     *     not to be changed
     * @return shape [batch, vocabulary size], a row for each window; {@link Generator} only reads
     *     it
     */
    float[][] logits(int[][] windows);
  }
}
