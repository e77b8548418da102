/** Sampling and beam search: from logits to the next id. Plain arrays, no TensorFlow. */
package io.nocturne.generate;
