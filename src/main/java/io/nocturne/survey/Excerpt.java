package io.nocturne.survey;

import io.nocturne.music.Piece;

/**
 * Music for a study, before it is made alike.
 *
 * @param source who made it
 * @param origin where it is from: a file and a place in it, or a seed
 * @param music from its beginning on; only as much of it is heard as the study's length allows
 */
public record Excerpt(Source source, String origin, Piece music) {}
