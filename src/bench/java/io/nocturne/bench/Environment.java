package io.nocturne.bench;

import java.util.Map;

/** What every contestant is started with, so that all have the same machine. */
final class Environment {
  /** The variable that says which GPUs there are. */
  static final String GPUS = "CUDA_VISIBLE_DEVICES";

  /** oneDNN as nocturne's launcher has it, for the peers too; no GPU, but in
   * the cases that are about one; no remarks on the machine. */
  static final Map<String, String> VARIABLES =
      Map.of(
          "TF_ENABLE_ONEDNN_OPTS", "1",
          "TF_CPP_MIN_LOG_LEVEL", "3",
          GPUS, "-1",
          "PYTHONDONTWRITEBYTECODE", "1");

  private Environment() {}
}
