package io.nocturne.survey;

import io.nocturne.music.Piece;

/**
 * An excerpt for a study, before its loudness is adjusted.
 *
 * @param source its source
 * @param origin a file and a place in it, or a seed
 * @param music from its beginning on; the study's length limits what is heard
 */
public record Excerpt(Source source, String origin, Piece music) {}
