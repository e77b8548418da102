package io.nocturne.midi;

/**
 * A tempo or signature as it stands in a file.
 *
 * @param offset the byte of the file at which its event begins
 */
record MapEvent<T>(T value, int offset) {}
