/** Keras 3 archives, {@code .keras} files, written and read. */
package io.nocturne.export.keras;
