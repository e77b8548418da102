/** How well a model predicts: loss, accuracy and calibration, by position and by piece. */
package io.nocturne.prediction;
