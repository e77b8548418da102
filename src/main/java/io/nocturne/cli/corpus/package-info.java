/** The commands that gather MIDI files and prepare them: {@code fetch} and {@code prepare}. */
package io.nocturne.cli.corpus;
