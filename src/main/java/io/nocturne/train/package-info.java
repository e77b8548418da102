/**
 * Training: from windows of tokens to a trained run folder, with epochs, early stopping, and runs
 * that are begun and resumed.
 */
package io.nocturne.train;
