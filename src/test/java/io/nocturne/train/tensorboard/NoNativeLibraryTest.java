package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoNativeLibraryTest {
  @TempDir private Path folder;

  /** Loading TensorFlow takes JavaCPP and the natives' jar: without them, it could only fail. */
  @Test
  void writesEventsWhereTensorFlowCannotBeLoaded() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPathWithoutNatives(),
                WriteOne.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(EventFrames.inFolder(folder)).hasSize(5);
  }

  private static String classPathWithoutNatives() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    String kept =
        Arrays.stream(entries)
            .filter(entry -> !isNative(Path.of(entry).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(kept).as("class path without natives").hasSizeLessThan(all(entries).length());
    return kept;
  }

  private static boolean isNative(String jar) {
    return jar.startsWith("javacpp")
        || (jar.startsWith("tensorflow-core-native") && !jar.matches(".*-[0-9.]+\\.jar"));
  }

  private static String all(String[] entries) {
    return String.join(File.pathSeparator, entries);
  }

  /** The other process. */
  static final class WriteOne {
    private WriteOne() {}

    public static void main(String[] arguments) throws IOException {
      try (EventWriter writer = EventWriter.start(Path.of(arguments[0]), Clock.systemUTC())) {
        writer.scalar("epoch_loss", 0, 1);
        writer.text("configuration", 0, "a");
        writer.graph(new byte[0]);
      }
    }
  }
}
