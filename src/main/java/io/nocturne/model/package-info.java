/**
 * The network: embedding, stacked bidirectional GRU, dense softmax; its loss and its update step.
 *
 * <p>Inside the network sequences are time-major, [T, B, …], because the recurrence walks over T;
 * batches enter and leave as [B, T].
 */
package io.nocturne.model;
