/** A folder of MIDI files to pieces, split, cut into windows and dealt in shuffled batches. */
package io.nocturne.dataset;
