package io.nocturne.generate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A piece so far, and its constraints and its form where they stand after it. */
final class DecodingState {
  private final TokenSequence soFar;
  private List<Constraint> constraints;
  private Optional<FormPosition> place;
  private boolean ended;

  private DecodingState(
      TokenSequence soFar, List<Constraint> constraints, Optional<FormPosition> place) {
    this.soFar = soFar;
    this.constraints = constraints;
    this.place = place;
  }

  /** A piece of which nothing is generated yet. */
  static DecodingState of(int[] primer, DecodingConstraints rules) {
    DecodingState course =
        new DecodingState(
            TokenSequence.of(primer),
            rules.constraints(),
            rules.sections().map(sections -> FormPosition.after(primer, sections)));
    for (int id : primer) {
      course.advance(id);
    }
    return course;
  }

  TokenSequence soFar() {
    return soFar;
  }

  List<Constraint> constraints() {
    return constraints;
  }

  /** Where the piece stands in its form, if it has one. */
  Optional<FormPosition> place() {
    return place;
  }

  /** The token that comes next because a section comes again. */
  OptionalInt forcedToken() {
    return place.isEmpty() ? OptionalInt.empty() : place.get().again(soFar);
  }

  /** Whether the form ends before a token. */
  boolean isCompletedBy(int id) {
    return place.isPresent() && place.get().isClosedBy(id);
  }

  /** Whether it has ended, or has come to the end of its form. */
  boolean isComplete() {
    return ended || (place.isPresent() && place.get().isComplete());
  }

  /** How much of the form has come, 0 to 1; 0 without one. */
  double shareDone() {
    return place.map(FormPosition::shareDone).orElse(0.0);
  }

  void end() {
    ended = true;
  }

  void add(int id) {
    soFar.add(id);
    advance(id);
    place = place.map(before -> before.after(soFar));
  }

  /** This and one token more. */
  DecodingState with(int id) {
    DecodingState longer = new DecodingState(soFar.with(id), constraints, place);
    longer.advance(id);
    longer.place = place.map(before -> before.after(longer.soFar));
    return longer;
  }

  private void advance(int id) {
    constraints = constraints.stream().map(constraint -> constraint.advance(id)).toList();
  }
}
