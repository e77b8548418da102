package io.nocturne.generate;

import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.PieceMemory;
import io.nocturne.memory.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A piece that grows token by token, with its memory and the state of its constraints and form. */
final class DecodingState {
  private final TokenSequence tokens;
  private final Optional<PieceMemory> memory;
  private List<Constraint> constraints;
  private Optional<FormPosition> position;
  private boolean ended;
  private Optional<CarriedLogits.PieceReading> read = Optional.empty();

  private DecodingState(
      TokenSequence tokens,
      Optional<PieceMemory> memory,
      List<Constraint> constraints,
      Optional<FormPosition> position) {
    this.tokens = tokens;
    this.memory = memory;
    this.constraints = constraints;
    this.position = position;
  }

  /** Returns the state after a primer, before anything is generated. */
  static DecodingState of(
      int[] primer, DecodingConstraints constraints, Optional<MemoryModel> memory) {
    DecodingState state =
        new DecodingState(
            TokenSequence.of(primer),
            memory.map(MemoryModel::newPiece),
            constraints.constraints(),
            constraints.form().map(form -> FormPosition.after(primer, form)));
    for (int id : primer) {
      state.advance(id);
    }
    return state;
  }

  /** Returns a state of the same tokens that grows independently. */
  DecodingState copy() {
    DecodingState copy =
        new DecodingState(tokens.copy(), memory.map(PieceMemory::copy), constraints, position);
    copy.ended = ended;
    copy.read = read;
    return copy;
  }

  TokenSequence tokens() {
    return tokens;
  }

  /** Returns what the piece's memory suggests for the next token, if there is anything. */
  Optional<Suggestions> suggestions() {
    return memory.map(PieceMemory::suggestions).filter(found -> !found.isEmpty());
  }

  /** Returns what a model that carries its state has read, if it has read anything. */
  Optional<CarriedLogits.PieceReading> read() {
    return read;
  }

  void setRead(CarriedLogits.PieceReading other) {
    read = Optional.of(other);
  }

  /** Drops what a model has read, which takes more memory than the tokens. */
  void forgetRead() {
    read = Optional.empty();
  }

  List<Constraint> constraints() {
    return constraints;
  }

  /** Returns the position in the form, if the piece has one. */
  Optional<FormPosition> position() {
    return position;
  }

  /** Returns the next token where a section is repeated; empty where the next is sampled. */
  OptionalInt forcedToken() {
    return position.isEmpty() ? OptionalInt.empty() : position.get().forcedToken(tokens);
  }

  /** Returns whether the form ends before a token. */
  boolean isCompletedBy(int id) {
    return position.isPresent() && position.get().isCompletedBy(id);
  }

  /** Returns whether the piece has ended or its form is complete. */
  boolean isComplete() {
    return ended || (position.isPresent() && position.get().isComplete());
  }

  /** Returns how much of the form is complete, 0 to 1; 0 without a form. */
  double progress() {
    return position.map(FormPosition::progress).orElse(0.0);
  }

  void end() {
    ended = true;
  }

  void add(int id) {
    tokens.add(id);
    advance(id);
    position = position.map(before -> before.after(tokens));
  }

  private void advance(int id) {
    memory.ifPresent(piece -> piece.add(id));
    constraints = constraints.stream().map(constraint -> constraint.advance(id)).toList();
  }
}
