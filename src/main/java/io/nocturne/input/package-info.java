/**
 * Files of music, MIDI or MusicXML, to pieces; the one place that decides which of them a file is.
 */
package io.nocturne.input;
