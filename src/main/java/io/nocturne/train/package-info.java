/**
 * From windows of tokens to a trained run folder: epochs, early stopping, beginning and resuming
 * runs.
 */
package io.nocturne.train;
