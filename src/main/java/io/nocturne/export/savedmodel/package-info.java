/**
 * A trained network as a SavedModel, TensorFlow's exchange format: written for other programs, and
 * opened again for logits.
 */
package io.nocturne.export.savedmodel;
