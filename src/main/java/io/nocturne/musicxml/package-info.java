/** MusicXML files, bare or compressed: bytes to a piece, as it is played. */
package io.nocturne.musicxml;
