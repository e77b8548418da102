package io.nocturne.model;

/**
 * The settings of an optimizer.
 *
 * @param seed of the initial weights and of dropout
 * @param rows the maximum number of rows of a batch, whose states a stateful network keeps
 */
record OptimizerSettings(AdamSpec adam, long seed, int rows) {
  OptimizerSettings(AdamSpec adam, long seed) {
    this(adam, seed, 1);
  }
}
