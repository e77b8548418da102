package io.nocturne.model;

import io.nocturne.runtime.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A trained network that reads forward, as one that carries its state from token to token: it reads
 * each token once, and all tokens of a row so far are the context of a prediction.
 *
 * <p>The state of a row is an array of the units of all layers, which callers keep. So rows can
 * end, begin and be copied from one call to the next. It belongs to a {@link InferenceModel} and
 * ends with it.
 */
public final class RecurrentNetwork {
  // Longer spans save calls, but graphs grow with them, and rows are padded to whole spans.
  private static final int PREDICTED_STEPS = 16;

  private final InferenceGraph model;
  private final Lazy<TokenStep> step;
  private final Lazy<SpanStep> span;

  /**
   * Prepares the copies of the network.
   *
   * @throws IllegalStateException if the network also reads backwards
   */
  RecurrentNetwork(InferenceGraph model) {
    if (model.spec().directions() != Directions.FORWARD) {
      throw new IllegalStateException(
          "the network must read forward to carry its state, but reads in both directions");
    }
    this.model = model;
    step = new Lazy<>(() -> TokenStep.add(of(1)));
    span = new Lazy<>(() -> SpanStep.add(of(PREDICTED_STEPS)));
  }

  private InferenceGraph of(int steps) {
    return model.with(model.spec().with(Targets.EVERY).withWindow(steps));
  }

  /** Returns the state before the first token: zeros. */
  public float[] start() {
    return new float[CarriedStates.width(model.spec())];
  }

  /**
   * Reads a token of each row.
   *
   * @param states of the rows, after the tokens before; they are not changed
   * @param tokens one for each row, at least one
   * @throws IllegalArgumentException if a token is not of the vocabulary, or there is not a state
   *     of the network for each
   */
  public Reading read(float[][] states, int[] tokens) {
    requireStateEach(states, tokens.length);
    return step.get().run(model, states, tokens);
  }

  /**
   * The network's knowledge after a token of each row.
   *
   * @param logits of the next token, [B][V]
   * @param states of the rows, [B][S]
   */
  @SuppressWarnings("ArrayRecordComponent") // As they come from native code; never compared.
  public record Reading(float[][] logits, float[][] states) {}

  /** Returns the number of tokens that {@link #predict} reads of each row. */
  public int predictedSteps() {
    return PREDICTED_STEPS;
  }

  /**
   * Predicts tokens that follow others.
   *
   * @param states of the rows, after the tokens before; they are not changed
   * @param batch for each row {@link #predictedSteps} token ids and the one after them, row-major
   * @throws IllegalArgumentException as {@link #read} throws it
   */
  public SpanReading predict(float[][] states, int[] batch) {
    requireStateEach(states, batch.length / (PREDICTED_STEPS + 1));
    return span.get().run(model, states, batch);
  }

  /**
   * The logits of the targets of each row, row by row, and the states after them.
   *
   * @param logits of the token after each token that was read
   * @param states of the rows, [B][S]
   */
  @SuppressWarnings("ArrayRecordComponent") // As they come from native code; never compared.
  public record SpanReading(TargetLogits logits, float[][] states) {}

  private static void requireStateEach(float[][] states, int rows) {
    if (states.length != rows) {
      throw new IllegalArgumentException(
          "there must be a state for each of %d rows, were %d".formatted(rows, states.length));
    }
  }

  /**
   * The network for one token of each row.
   *
   * @param notes token ids, [B, 1]
   * @param logits of the next token, [B, V]
   */
  private record TokenStep(
      Placeholder<TInt32> notes, CarriedStates states, Operand<TFloat32> logits) {
    static TokenStep add(InferenceGraph model) {
      Ops tf = Ops.create(model.graph()).withSubScope("step");
      HoistedConstants constants = new HoistedConstants(model.graph(), "step");
      Placeholder<TInt32> notes =
          tf.withName("notes").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 1)));
      Placeholder<TFloat32> before = CarriedStates.placeholder(tf, model.spec());
      Network.Continued read =
          constants.network(model).continued(tf, notes, before, Dropout.none());
      constants.compute(model.session());
      return new TokenStep(notes, new CarriedStates(before, read.states()), read.logits().output());
    }

    Reading run(InferenceGraph model, float[][] before, int[] tokens) {
      model.ids().check(tokens, tokens.length, 1);
      try (TInt32 fed = Tensors.ints(Shape.of(tokens.length, 1), tokens);
          TFloat32 fedStates = CarriedStates.feed(before, CarriedStates.width(model.spec()));
          Result result =
              model
                  .session()
                  .runner()
                  .feed(notes, fed)
                  .feed(states.before(), fedStates)
                  .fetch(logits)
                  .fetch(states.after())
                  .run()) {
        return new Reading(
            Tensors.toRows((TFloat32) result.get(0)), Tensors.toRows((TFloat32) result.get(1)));
      }
    }
  }

  /** The network for several tokens of each row. */
  private record SpanStep(CarriedStates states, Scoring scoring) {
    static SpanStep add(InferenceGraph model) {
      Ops tf = Ops.create(model.graph()).withSubScope("span");
      HoistedConstants constants = new HoistedConstants(model.graph(), "span");
      BatchFeed rows = new BatchFeed(tf, model.spec(), model.ids());
      Placeholder<TFloat32> before = CarriedStates.placeholder(tf, model.spec());
      Network.Continued read =
          constants
              .network(model)
              .continued(tf, rows.windows(tf.withSubScope("notes")), before, Dropout.none());
      Scoring scoring = Scoring.of(tf, model, rows, read.logits().output());
      constants.compute(model.session());
      return new SpanStep(new CarriedStates(before, read.states()), scoring);
    }

    SpanReading run(InferenceGraph model, float[][] before, int[] batch) {
      try (TInt32 fed = scoring.rows().feed(batch, before.length);
          TFloat32 fedStates = CarriedStates.feed(before, CarriedStates.width(model.spec()));
          Result result =
              model
                  .session()
                  .runner()
                  .feed(scoring.rows().placeholder(), fed)
                  .feed(states.before(), fedStates)
                  .fetch(scoring.logits())
                  .fetch(states.after())
                  .run()) {
        return new SpanReading(
            Scoring.read(model, result), Tensors.toRows((TFloat32) result.get(1)));
      }
    }
  }
}
