package io.nocturne.model;

/**
 * The shape of a recurrent layer.
 *
 * @param inputs width of its input, D
 * @param units width of the hidden state of a direction, H
 * @param directions which ways it reads
 */
record GruShape(int inputs, int units, Directions directions) {

  /** Width of what it puts out. */
  int outputs() {
    return directions.count() * units;
  }
}
