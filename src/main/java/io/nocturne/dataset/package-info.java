/** folder -> pieces -> split by piece -> windows -> shuffled batches of plain int[]. */
package io.nocturne.dataset;
