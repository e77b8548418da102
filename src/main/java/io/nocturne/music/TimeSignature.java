package io.nocturne.music;

/**
 * A time signature from a tick on.
 *
 * @param tick ticks from the start of the piece
 * @param numerator beats in a bar
 * @param denominator the note value that is a beat: 1, 2, 4, 8, …
 */
public record TimeSignature(long tick, int numerator, int denominator) {}
