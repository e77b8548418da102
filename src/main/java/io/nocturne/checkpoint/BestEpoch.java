package io.nocturne.checkpoint;

/**
 * The epoch with the lowest validation loss so far.
 *
 * @param checkpoint holds the weights after it, such as {@code best-12}
 * @param epoch counted from 0
 */
public record BestEpoch(String checkpoint, int epoch) {}
