package io.nocturne.generate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What changes the model's logits by the tokens so far, before a token is chosen.
 *
 * @param penalty comes first
 * @param constraints all hold; their order does not matter
 * @param sections that come again, whatever the constraints say of them
 */
public record DecodingConstraints(
    RepetitionPenalty penalty, List<Constraint> constraints, Optional<SectionForm> sections) {
  /** The model's logits as they are. */
  public static final DecodingConstraints NONE =
      new DecodingConstraints(RepetitionPenalty.NONE, List.of());

  public DecodingConstraints {
    Objects.requireNonNull(penalty, "penalty");
    constraints = List.copyOf(constraints);
    Objects.requireNonNull(sections, "sections");
  }

  /** Without sections. */
  public DecodingConstraints(RepetitionPenalty penalty, List<Constraint> constraints) {
    this(penalty, constraints, Optional.empty());
  }
}
