/** The run folder, written and read: weights, configuration, tokenizer, seed and progress. */
package io.nocturne.checkpoint;
