/**
 * How well networks and baselines predict: loss, accuracy and calibration, by position and by
 * piece.
 */
package io.nocturne.evaluate;
