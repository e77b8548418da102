/**
 * SavedModels, TensorFlow's exchange format: written for other programs, and read again to import
 * their networks.
 */
package io.nocturne.export.savedmodel;
