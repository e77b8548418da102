package io.nocturne.memory;

import io.nocturne.base.Require;
import io.nocturne.model.MemoryTables;
import io.nocturne.model.MemoryTables.MatchLimits;
import io.nocturne.token.Tokenizer;
import java.util.List;
import java.util.Objects;

/**
 * Weights of a memory and the tokens that it compares. Each piece has a {@link PieceMemory} of its
 * own; this is shared by all of them and does not change.
 */
public final class MemoryModel {
  private final TokenPitches pitches;
  private final MemoryWeights weights;
  private final double trust;

  /**
   * Creates a memory.
   *
   * @param trust scales the weight of the memory, from 0, the network alone, to 1, as fitted
   */
  public MemoryModel(Tokenizer tokenizer, MemoryWeights weights, double trust) {
    this(new TokenPitches(tokenizer), weights, trust);
  }

  private MemoryModel(TokenPitches pitches, MemoryWeights weights, double trust) {
    this.pitches = pitches;
    this.weights = Objects.requireNonNull(weights, "weights");
    Require.share("trust in the memory", trust);
    this.trust = trust;
  }

  /** Creates a memory whose weights are not fitted to anything yet. */
  public static MemoryModel unfitted(Tokenizer tokenizer) {
    return new MemoryModel(tokenizer, MemoryWeights.fit(List.of()), 1);
  }

  /** Returns this with other weights, fully trusted. */
  MemoryModel with(MemoryWeights others) {
    return new MemoryModel(pitches, others, 1);
  }

  /** Returns the memory of a piece of which nothing is known yet. */
  public PieceMemory newPiece() {
    return new PieceMemory(this);
  }

  /** Returns the same memory as tables for a graph. */
  public MemoryTables tables() {
    return new MemoryTables(
        new MatchLimits(
            PieceMemory.MIN_EXACT, PieceMemory.MIN_TRANSPOSED, MatchIndex.MAX_CANDIDATES),
        pitches.table(),
        weights.table(PieceMemory.MAX_LENGTH),
        trust);
  }

  TokenPitches pitches() {
    return pitches;
  }

  MixtureWeights weights(Evidence evidence) {
    return weights.of(evidence).scaled(trust);
  }
}
