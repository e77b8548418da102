package io.nocturne.checkpoint;

/**
 * The corpus of a run.
 *
 * @param path its folder as given, or a name for an embedded one
 * @param fingerprint SHA-256 of its vocabulary and tokens, in hexadecimal
 * @param pieces number of pieces
 * @param tokens number of tokens
 */
public record CorpusInfo(String path, String fingerprint, int pieces, long tokens) {}
