package io.nocturne.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.tensorflow.Graph;
import org.tensorflow.Session;

/**
 * Gives all tests of a process as many inter-op threads as the system property {@code
 * nocturne.test.inter-op-threads} says, whatever their own settings: a process has the inter-op
 * threads of its first session. Active where JUnit detects extensions, as .ci/matrix has it do.
 */
public final class InterOpThreads implements BeforeAllCallback {
  private static boolean first = true;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    int threads = Integer.getInteger("nocturne.test.inter-op-threads", 0);
    if (threads > 0 && first) {
      first = false;
      open(threads);
    }
  }

  @SuppressWarnings("try") // The session is there for its threads.
  private static void open(int threads) throws IOException {
    try (Graph graph = new Graph()) {
      long before = unnamedThreads();
      try (Session session = new Session(graph, new SessionSettings(1, threads).toConfig())) {
        // One more is for what runs inside an op.
        long opened = unnamedThreads() - before - 1;
        if (opened != threads) {
          throw new IllegalStateException(
              "a session has " + opened + " inter-op threads instead of " + threads);
        }
      }
    }
  }

  /** TensorFlow's threads have the name of the process; Linux lists them. */
  private static long unnamedThreads() throws IOException {
    String process = Files.readString(Path.of("/proc/self/comm"));
    long count = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        count += Files.readString(task.resolve("comm")).equals(process) ? 1 : 0;
      }
    }
    return count;
  }
}
