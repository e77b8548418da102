package io.nocturne.model;

import io.nocturne.base.Require;

/**
 * The settings of a training that are part of its graph.
 *
 * @param optimizer the update step and its learning rate
 * @param labelSmoothing share of a target's probability that is spread over all tokens, 0 to below
 *     1
 * @param stepsPerEpoch the number of steps in an epoch, at least 1, in which schedules count
 * @param seed of the initial weights and of dropout
 * @param rows the maximum number of rows of a batch, whose states a stateful network keeps
 */
public record OptimizerSettings(
    OptimizerSpec optimizer, double labelSmoothing, long stepsPerEpoch, long seed, int rows) {

  public OptimizerSettings {
    Require.fractionBelowOne("label smoothing", labelSmoothing);
    Require.atLeast("steps per epoch", stepsPerEpoch, 1);
    Require.atLeast("rows", rows, 1);
  }

  /** Creates settings without label smoothing, for batches of one row and epochs of one step. */
  public OptimizerSettings(OptimizerSpec optimizer, long seed) {
    this(optimizer, 0, 1, seed, 1);
  }
}
