package io.nocturne.music;

/**
 * From a tick on, a channel plays with another instrument.
 *
 * @param tick ticks from the start of the piece
 * @param channel MIDI channel, 0 to 15
 * @param program General MIDI program, 0 to 127 (0 is the grand piano)
 */
public record ProgramChange(long tick, int channel, int program) {}
