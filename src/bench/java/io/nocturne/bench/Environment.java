package io.nocturne.bench;

import java.util.Map;

/** The environment of every contestant, so that all have the same machine. */
final class Environment {
  /** The variable that lists the visible GPUs. */
  static final String GPUS = "CUDA_VISIBLE_DEVICES";

  /**
   * The variables: oneDNN as in nocturne's launcher, for the peers too; no GPU, except in cases for
   * one; no log messages about the machine.
   */
  static final Map<String, String> VARIABLES =
      Map.of(
          "TF_ENABLE_ONEDNN_OPTS",
          "1",
          "TF_CPP_MIN_LOG_LEVEL",
          "3",
          GPUS,
          "-1",
          "PYTHONDONTWRITEBYTECODE",
          "1");

  private Environment() {}
}
