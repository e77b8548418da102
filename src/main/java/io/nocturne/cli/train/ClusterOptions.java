package io.nocturne.cli.train;

import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.runtime.Device;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.cluster.ClusterSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The options of a training on several workers. */
final class ClusterOptions {
  static final Setting<Integer> WORKERS =
      Setting.of(
          "workers",
          ValueType.wholeNumber(1, 256),
          1,
          "processes on this machine that share each batch, to try that out");
  static final Setting<Integer> TIMEOUT =
      Setting.of(
          "worker-timeout",
          ValueType.wholeNumber(2, 86_400),
          (int) ClusterSpec.TIMEOUT.toSeconds(),
          "seconds to wait for a worker, and in which a lost one is noticed");

  private ClusterOptions() {}

  static Duration timeout(Invocation invocation) {
    return Duration.ofSeconds(invocation.value(TIMEOUT));
  }

  /** Returns the cluster that the environment names. */
  static Optional<ClusterSpec> ofEnvironment(Invocation invocation) {
    Optional<ClusterSpec> cluster =
        Optional.ofNullable(System.getenv(ClusterSpec.VARIABLE))
            .filter(text -> !text.isBlank())
            .flatMap(ClusterSpec::ofTfConfig)
            .map(spec -> spec.within(timeout(invocation)));
    if (cluster.isPresent() && invocation.value(WORKERS) > 1) {
      throw new UsageException(
          "--workers: starts workers on this machine, but %s lists some; leave one out"
              .formatted(ClusterSpec.VARIABLE));
    }
    return cluster;
  }

  /** Returns the job of a worker that takes its settings from the chief, but for the device. */
  static TrainJob likeChief(Invocation invocation, String source, TrainSpec spec)
      throws IOException {
    Path corpus = invocation.paths().stream().findFirst().orElseGet(() -> Path.of(source));
    Device device =
        invocation.isGiven(DeviceOption.DEVICE)
            ? invocation.value(DeviceOption.DEVICE)
            : spec.session().device();
    return new TrainJob(
        corpus,
        corpus,
        corpus.toString(),
        Corpora.read(corpus),
        spec.with(spec.session().on(device)));
  }
}
