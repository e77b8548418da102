package io.nocturne.bench;

import java.util.Map;

/** What every contestant is started with, so that all have the same machine. */
final class Environment {
  /** oneDNN as nocturne's launcher has it, for the peers too; no GPU; no remarks on the machine. */
  static final Map<String, String> VARIABLES =
      Map.of(
          "TF_ENABLE_ONEDNN_OPTS", "1",
          "TF_CPP_MIN_LOG_LEVEL", "3",
          "CUDA_VISIBLE_DEVICES", "-1",
          "PYTHONDONTWRITEBYTECODE", "1");

  private Environment() {}
}
