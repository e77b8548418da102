/** Pieces as pictures (PNG, SVG) and sound (WAV). */
package io.nocturne.render;
