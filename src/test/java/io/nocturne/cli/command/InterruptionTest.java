package io.nocturne.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InterruptionTest {

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void asksWorkToStopThatBeginsWhileTheProcessEnds() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(java, "-cp", classes, Late.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualToNormalizingNewlines("to stop: true\nnothing waits\n");
  }

  /** Begins an interruptible work when the JVM's shutdown has begun. */
  static final class Late {
    private Late() {}

    public static void main(String[] words) {
      Runtime.getRuntime().addShutdownHook(new Thread(Late::work));
    }

    private static void work() {
      try (Interruption interruption = new Interruption()) {
        System.out.println("to stop: " + interruption.getAsBoolean());
        Interruption.awaitAll();
        System.out.println("nothing waits");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
