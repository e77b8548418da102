package io.nocturne.generate;

import io.nocturne.base.UserException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which tokens may come next, and the logits that the choice among them starts from. */
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
   * A copy of the model's logits with the repetition penalty.
   *
   * @param place where the piece stands, for messages
   * @throws IllegalStateException if there are not as many as tokens or one is not finite
   */
  float[] penalised(float[] logits, DecodingState course, String place) {
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
    float[] penalised = logits.clone();
    penalty.apply(course.soFar(), penalised);
    return penalised;
  }

  /**
   * The ids that may come next, perhaps none; takes a random number for each constraint that has
   * exemptions.
   */
  BitSet allowed(DecodingState course, RandomGenerator random) {
    BitSet allowed = (BitSet) samplable.clone();
    for (Constraint constraint : course.constraints()) {
      boolean exempt =
          constraint.exceptionRate() > 0 && random.nextDouble() < constraint.exceptionRate();
      if (!exempt) {
        constraint.restrict(course.soFar(), allowed);
      }
    }
    course.place().ifPresent(place -> place.restrict(allowed, tokens.end()));
    return allowed;
  }

  /** The ids that may come next, perhaps none, where none has exemptions. */
  BitSet allowed(DecodingState course) {
    BitSet allowed = (BitSet) samplable.clone();
    course.constraints().forEach(constraint -> constraint.restrict(course.soFar(), allowed));
    return allowed;
  }

  /**
   * Why {@link #allowed} left nothing: one constraint, or those that do so together.
   *
   * @param piece what is being made, for the message
   */
  UserException exhausted(DecodingState course, String piece) {
    String place = "%s, after %d tokens: ".formatted(piece, course.soFar().generated());
    List<String> restricting = new ArrayList<>();
    for (Constraint constraint : course.constraints()) {
      BitSet allowed = (BitSet) samplable.clone();
      constraint.restrict(course.soFar(), allowed);
      if (allowed.isEmpty()) {
        return new UserException(
            place + constraint.name() + " leaves none to go on with; loosen it");
      }
      if (!allowed.equals(samplable)) {
        restricting.add(constraint.name());
      }
    }
    course.place().ifPresent(form -> restricting.add(form.sections().name()));
    return new UserException(
        "%s%s together leave none to go on with; loosen one of them"
            .formatted(place, String.join(" and ", restricting)));
  }

  /** A row in which the ids that may not come are excluded. */
  static void exclude(float[] logits, BitSet allowed) {
    for (int id = allowed.nextClearBit(0); id < logits.length; id = allowed.nextClearBit(id + 1)) {
      logits[id] = Float.NEGATIVE_INFINITY;
    }
  }
}
