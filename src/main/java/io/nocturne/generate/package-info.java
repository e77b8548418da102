/** Logits to the next id; primer ids to more ids. Plain arrays, no TensorFlow. */
package io.nocturne.generate;
