package io.nocturne.model;

/**
 * The shape of a recurrent layer.
 *
 * @param inputs width of its input, D
 * @param units width of the hidden state of a direction, H
 * @param directions in which it reads
 */
record GruShape(int inputs, int units, Directions directions) {

  /** Returns the width of its output. */
  int outputs() {
    return directions.count() * units;
  }
}
