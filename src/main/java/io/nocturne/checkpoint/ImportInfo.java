package io.nocturne.checkpoint;

/**
 * The source of a run's initial weights, if they were trained elsewhere: {@code import.json}.
 *
 * @param path the file or folder as given
 * @param sha256 of the file, or of a SavedModel's weights, in hexadecimal
 */
public record ImportInfo(String path, String sha256) {}
