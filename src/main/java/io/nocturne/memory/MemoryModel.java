package io.nocturne.memory;

import io.nocturne.base.Require;
import io.nocturne.model.MemoryTables;
import io.nocturne.token.Tokenizer;
import java.util.Objects;

/**
 * Weights of a memory and the tokens that it compares. Each piece has a {@link PieceMemory} of its
 * own; this is shared by all of them and does not change.
 */
public final class MemoryModel {
  private final TokenPitches pitches;
  private final MemoryWeights weights;
  private final Gate gate;
  private final double trust;
  private final boolean isComposing;

  /**
   * Creates a memory to compose with: it recalls what was heard at least {@link
   * MemoryTables#NEAR_NOTES} notes ago, and trusts contexts the more the more alike they are.
   *
   * @param trust scales the weight of the memory, from 0, the network alone, to 1
   */
  public MemoryModel(Tokenizer tokenizer, MemoryWeights weights, double trust) {
    this(new TokenPitches(tokenizer), weights, trust, true);
  }

  private MemoryModel(
      TokenPitches pitches, MemoryWeights weights, double trust, boolean isComposing) {
    this.isComposing = isComposing;
    this.pitches = pitches;
    this.weights = Objects.requireNonNull(weights, "weights");
    gate = weights.gate();
    Require.share("trust in the memory", trust);
    this.trust = trust;
  }

  /**
   * Creates a memory to predict existing pieces with, whose weights are not fitted to anything yet.
   * It recalls whatever came before.
   */
  public static MemoryModel unfitted(Tokenizer tokenizer) {
    return new MemoryModel(new TokenPitches(tokenizer), MemoryWeights.unfitted(), 1, false);
  }

  /** Returns this with other weights, fully trusted. */
  MemoryModel with(MemoryWeights others) {
    return new MemoryModel(pitches, others, 1, isComposing);
  }

  /** Returns the memory of a piece of which nothing is known yet. */
  public PieceMemory newPiece() {
    return new PieceMemory(this);
  }

  /** Returns the same memory as tables for a graph. */
  public MemoryTables tables() {
    return new MemoryTables(pitches.table(), weights.table(), trust);
  }

  TokenPitches pitches() {
    return pitches;
  }

  Gate gate() {
    return gate;
  }

  /** Returns whether the memory is for a piece that is being composed. */
  boolean isComposing() {
    return isComposing;
  }

  /**
   * Returns the trust in the memory, 0 to 1.
   *
   * @param isLoop whether the last tokens are one passage three times in a row
   */
  double trust(boolean isLoop) {
    return isLoop ? trust * weights.loops() : trust;
  }
}
