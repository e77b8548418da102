package io.nocturne.generate;

import io.nocturne.base.UserException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** Decides which tokens are allowed next, and computes the logits to sample among them from. */
final class LogitsProcessor {
  private final TokenSpace tokens;
  private final RepetitionPenalty penalty;
  private final BitSet samplable;

  LogitsProcessor(TokenSpace tokens, RepetitionPenalty penalty) {
    this.tokens = tokens;
    this.penalty = penalty;
    this.samplable = tokens.allowed();
  }

  /**
   * Returns a copy of the model's logits with the repetition penalty applied.
   *
   * @param place the piece and the step, for messages
   * @throws IllegalStateException if there are not as many as tokens or one is not finite
   */
  float[] penalized(float[] logits, DecodingState state, String place) {
    int size = tokens.vocabularySize();
    if (logits.length != size) {
      throw new IllegalStateException(
          place + ": model must return " + size + " logits, returned " + logits.length);
    }
    for (int id = 0; id < size; id++) {
      if (!Float.isFinite(logits[id])) {
        throw new IllegalStateException(
            "%s: the model's logit for id %d is %s; use the weights of an earlier checkpoint"
                .formatted(place, id, logits[id]));
      }
    }
    float[] penalized = logits.clone();
    penalty.apply(state.tokens(), penalized);
    return penalized;
  }

  /**
   * Returns the ids that are allowed next, perhaps none; takes a random number for each constraint
   * that has exceptions.
   */
  BitSet allowed(DecodingState state, RandomGenerator random) {
    BitSet allowed = (BitSet) samplable.clone();
    for (Constraint constraint : state.constraints()) {
      boolean isException =
          constraint.exceptionRate() > 0 && random.nextDouble() < constraint.exceptionRate();
      if (!isException) {
        constraint.restrict(state.tokens(), allowed);
      }
    }
    state.position().ifPresent(position -> position.restrict(allowed, tokens.end()));
    return allowed;
  }

  /** Returns the ids that are allowed next, perhaps none, where no constraint has exceptions. */
  BitSet allowed(DecodingState state) {
    BitSet allowed = (BitSet) samplable.clone();
    state.constraints().forEach(constraint -> constraint.restrict(state.tokens(), allowed));
    return allowed;
  }

  /**
   * Returns the error for a piece without any allowed token: it names the constraint that leaves
   * none, or those that do so together.
   *
   * @param piece the piece, for the message
   */
  UserException exhausted(DecodingState state, String piece) {
    String place = "%s, after %d tokens: ".formatted(piece, state.tokens().generated());
    List<String> restricting = new ArrayList<>();
    for (Constraint constraint : state.constraints()) {
      BitSet allowed = (BitSet) samplable.clone();
      constraint.restrict(state.tokens(), allowed);
      if (allowed.isEmpty()) {
        return new UserException(place + constraint.name() + " rules out every token; relax it");
      }
      if (!allowed.equals(samplable)) {
        restricting.add(constraint.name());
      }
    }
    state.position().ifPresent(position -> restricting.add(position.form().name()));
    return new UserException(
        "%s%s together rule out every token; relax one of them"
            .formatted(place, String.join(" and ", restricting)));
  }

  /** Excludes the ids that are not allowed. */
  static void exclude(float[] logits, BitSet allowed) {
    for (int id = allowed.nextClearBit(0); id < logits.length; id = allowed.nextClearBit(id + 1)) {
      logits[id] = Float.NEGATIVE_INFINITY;
    }
  }
}
