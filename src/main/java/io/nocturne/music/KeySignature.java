package io.nocturne.music;

/**
 * A key signature from a tick on.
 *
 * @param tick ticks from the start of the piece
 * @param sharps number of sharps, or of flats if negative: −7 to 7
 * @param minor whether the key is minor
 */
public record KeySignature(long tick, int sharps, boolean minor) {}
