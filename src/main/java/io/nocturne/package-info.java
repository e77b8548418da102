/**
 * Nocturne: piano MIDI files in, a trained bidirectional GRU, a SavedModel and new music out.
 *
 * <p>{@link io.nocturne.Nocturne} has one method for each workflow. The packages below, what each
 * is for and what it imports are listed in {@code docs/architecture.md}.
 */
package io.nocturne;
