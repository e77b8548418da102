/** Runs in the formats of other programs, and networks of other programs as runs. */
package io.nocturne.export;
