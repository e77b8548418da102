package io.nocturne.generate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The penalty, constraints and form that restrict the next token by the tokens so far.
 *
 * @param penalty comes first
 * @param constraints all hold; their order does not matter
 * @param form of the pieces; the sections that it repeats need not satisfy the constraints
 */
public record DecodingConstraints(
    RepetitionPenalty penalty, List<Constraint> constraints, Optional<SectionForm> form) {
  /** Leaves the model's logits as they are. */
  public static final DecodingConstraints NONE =
      new DecodingConstraints(RepetitionPenalty.NONE, List.of());

  public DecodingConstraints {
    Objects.requireNonNull(penalty, "penalty");
    constraints = List.copyOf(constraints);
    Objects.requireNonNull(form, "form");
  }

  /** Creates constraints on pieces without a form. */
  public DecodingConstraints(RepetitionPenalty penalty, List<Constraint> constraints) {
    this(penalty, constraints, Optional.empty());
  }
}
