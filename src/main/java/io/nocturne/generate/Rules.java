package io.nocturne.generate;

import java.util.List;
import java.util.Objects;

/**
 * What changes the model's logits by the tokens so far, before a token is chosen.
 *
 * @param penalty comes first
 * @param constraints all hold; their order does not matter
 */
public record Rules(RepetitionPenalty penalty, List<Constraint> constraints) {
  /** The model's logits as they are. */
  public static final Rules NONE = new Rules(RepetitionPenalty.NONE, List.of());

  public Rules {
    Objects.requireNonNull(penalty, "penalty");
    constraints = List.copyOf(constraints);
  }
}
