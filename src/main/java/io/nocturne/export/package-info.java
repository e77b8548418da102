/**
 * Exports runs to the formats of other programs, and imports networks of other programs.
 * SavedModels, TensorFlow's exchange format, are written and read here.
 */
package io.nocturne.export;
