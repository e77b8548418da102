package io.nocturne.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.Cli;
import io.nocturne.runtime.GpuSupport;
import io.nocturne.runtime.SessionSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class DeviceOptionTest {
  @TempDir private Path folder;

  @Test
  @EnabledIf(value = "builtWithoutGpus", disabledReason = "this build has GPU support")
  void refusesAGpuInABuildWithoutBeforeAnythingIsWritten() {
    Path run = folder.resolve("run");
    Cli cli =
        Cli.run(
            "train", "embedded", "--preset", "demo", "--device", "gpu", "--run", run.toString());
    assertThat(cli)
        .isEqualTo(
            new Cli(
                1,
                "",
                "error: device gpu: this build of nocturne has no GPU support; build it with mvn"
                    + " -Pgpu package\n"));
    assertThat(run).doesNotExist();
  }

  @Test
  void refusesADeviceThatIsNone() {
    assertThat(Cli.run("train", "embedded", "--device", "tpu"))
        .isEqualTo(new Cli(2, "", "error: --device tpu: must be auto, cpu or gpu\n"));
  }

  static boolean builtWithoutGpus() {
    return SessionSettings.defaults().gpuSupport() == GpuSupport.NOT_BUILT;
  }
}
