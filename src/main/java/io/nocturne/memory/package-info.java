/**
 * A memory of the piece so far: what followed the last tokens where they occurred before, in the
 * same key and in others, mixed with the predictions of a network.
 */
package io.nocturne.memory;
