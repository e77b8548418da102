/** Passages that pieces have in common, exact and transposed; sequences of pitches, no files. */
package io.nocturne.passage;
