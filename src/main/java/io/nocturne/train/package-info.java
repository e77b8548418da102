/** Epochs, callbacks and early stopping: from windows of tokens to a trained run folder. */
package io.nocturne.train;
