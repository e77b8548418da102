/** Pieces as sheet music: bars, voices and note values, written as MusicXML. */
package io.nocturne.render.notation;
