package io.nocturne.train.tensorboard;

import io.nocturne.base.Require;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunJson;

/**
 * The frequencies of TensorBoard's logs, in the terms of Keras's callback. They change no step.
 *
 * @param updateFreq steps between points of {@code batch_loss} and similar curves, at least 0; 0
 *     logs epochs only
 * @param histogramFreq epochs between histograms of the weights, at least 0; 0 logs none
 * @param sampleFreq epochs between samples of generated music, at least 0; 0 makes none
 */
public record TensorBoardSpec(int updateFreq, int histogramFreq, int sampleFreq) {
  /** The group of {@code run.json}'s settings that holds this. */
  public static final String GROUP = "tensorboard";

  /**
   * The defaults: 3 MB of points for a million steps, histograms that take less than a thousandth
   * of an epoch, and samples that take a second and half a megabyte.
   */
  public static final TensorBoardSpec DEFAULT = new TensorBoardSpec(100, 1, 1);

  public TensorBoardSpec {
    Require.atLeast("update freq", updateFreq, 0);
    Require.atLeast("histogram freq", histogramFreq, 0);
    Require.atLeast("sample freq", sampleFreq, 0);
  }

  /**
   * Returns the settings that a run was last trained with.
   *
   * @throws RunException if its {@code run.json} is damaged, naming the key
   */
  public static TensorBoardSpec of(RunFolder run) throws RunException {
    try {
      return RunJson.fromJson(run.info().config().path(GROUP), TensorBoardSpec.class);
    } catch (IllegalArgumentException e) {
      throw RunException.damaged(
          run.path().resolve("run.json"), "config." + GROUP + ": " + e.getMessage(), e);
    }
  }
}
