package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path run;

  @Test
  void refusesASecondHolderInThisProcess() throws IOException {
    try (RunLock held = RunLock.acquire(run)) {
      assertThat(held).isNotNull();
      assertRefused();
    }
  }

  @Test
  void isFreeAfterItsHolderClosedIt() throws IOException {
    RunLock.acquire(run).close();

    assertThatCode(() -> RunLock.acquire(run).close()).doesNotThrowAnyException();
  }

  @Test
  void refusesASecondHolderUntilTheOtherProcessHasEnded() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                run.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(holder.getInputStream().read()).as("the sign that it holds").isEqualTo('h');
      assertRefused();
    } finally {
      holder.destroyForcibly().waitFor();
    }

    assertThatCode(() -> RunLock.acquire(run).close()).doesNotThrowAnyException();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> RunLock.acquire(run).close())
        .isInstanceOf(RunException.class)
        .hasMessage(
            run
                + ": another training is writing this run; wait for it, stop it or choose another"
                + " run folder");
  }

  /** A process that holds the lock until it is killed or its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      try (RunLock held = RunLock.acquire(Path.of(args[0]))) {
        System.out.print(held == null ? "?" : "h");
        System.out.flush();
        while (System.in.read() >= 0) {
          // Waits.
        }
      }
    }
  }
}
