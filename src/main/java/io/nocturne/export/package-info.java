/** Exports runs to the formats of other programs, and imports networks of other programs. */
package io.nocturne.export;
