/** Pieces played by SoundFonts and loudspeakers: all that needs the module java.desktop. */
package io.nocturne.render.soundfont;
