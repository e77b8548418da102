/** Standard MIDI Files: bytes to pieces, and pieces to bytes. */
package io.nocturne.midi;
