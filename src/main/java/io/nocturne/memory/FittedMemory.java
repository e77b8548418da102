package io.nocturne.memory;

import io.nocturne.base.Require;
import java.util.List;

/**
 * Weights of a memory that were fitted to pieces which the network has not learned from, and what
 * they gain there.
 *
 * @param checkpoint the name of the checkpoint with the weights of the network
 * @param weights fitted to all of these pieces
 * @param folds fold k is fitted to all but the groups of pieces k, k + n, k + 2n, … of the n folds,
 *     so that each piece can be predicted with weights that have not seen it or another one of its
 *     group; empty if there is one group
 * @param targets the number of tokens that the weights were fitted to, at least 1
 * @param networkNats the mean negative log-likelihood of these tokens by the network alone, in nats
 * @param memoryNats the same by the mixture, each piece with the weights of its fold
 */
public record FittedMemory(
    String checkpoint,
    MemoryWeights weights,
    List<MemoryWeights> folds,
    long targets,
    double networkNats,
    double memoryNats) {

  public FittedMemory {
    folds = List.copyOf(folds);
    Require.atLeast("targets", targets, 1);
  }

  /** Returns whether the memory predicts pieces better that its weights were not fitted to. */
  public boolean improves() {
    return memoryNats < networkNats;
  }

  /**
   * Returns how far the memory is trusted if nobody says otherwise: 1, as fitted, if it predicts
   * pieces better, else 0.
   */
  public double trust() {
    return improves() ? 1 : 0;
  }

  /**
   * Returns the weights for one of the groups that were fitted to, from the other groups.
   *
   * @param group the number of the group among them, counted from 0
   */
  public MemoryWeights heldOut(int group) {
    return folds.isEmpty() ? weights : folds.get(group % folds.size());
  }
}
