/** A corpus split, cut into windows and dealt in shuffled batches of plain {@code int[]}. */
package io.nocturne.dataset;
