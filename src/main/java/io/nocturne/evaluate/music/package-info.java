/** Measures of music, and distances between two sets of pieces. */
package io.nocturne.evaluate.music;
