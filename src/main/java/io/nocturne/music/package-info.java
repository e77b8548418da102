/** Notes and pieces: immutable facts in ticks; no I/O. */
package io.nocturne.music;
