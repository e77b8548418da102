package io.nocturne.prediction;

/**
 * How a model did on one piece.
 *
 * @param name the piece's, as its corpus has it
 */
public record PieceMeasures(String name, Measures measures) {}
