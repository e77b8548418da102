package io.nocturne.evaluate;

/**
 * How a model did on some of the targets.
 *
 * @param name what these targets have in common: the piece that they are of, or their type
 */
public record GroupMetrics(String name, Metrics metrics) {}
