package io.nocturne.model;

/**
 * Width of a GRU's input and of its hidden state.
 *
 * @param inputs D
 * @param units H
 */
record GruShape(int inputs, int units) {}
