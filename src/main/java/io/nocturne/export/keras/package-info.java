/** Keras files: archives of Keras 3, written and read, and other files of Keras 2 and 3, read. */
package io.nocturne.export.keras;
