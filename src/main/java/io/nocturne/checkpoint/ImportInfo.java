package io.nocturne.checkpoint;

/**
 * Where the first weights of a run are from, if they were trained elsewhere: {@code import.json}.
 *
 * @param path the file or folder as given
 * @param sha256 of the file, or of a SavedModel's weights, in hexadecimal
 */
public record ImportInfo(String path, String sha256) {}
