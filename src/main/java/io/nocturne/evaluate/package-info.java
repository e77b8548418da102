/** Metrics of networks and baselines: loss, accuracy and calibration, by position and by piece. */
package io.nocturne.evaluate;
