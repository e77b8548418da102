/** MIDI files to a corpus of tokenized pieces, and the folder that holds it; duplicates once. */
package io.nocturne.corpus;
