package io.nocturne.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/**
 * Keeps one line of TensorFlow's log off standard error when the environment asks for fewer lines.
 *
 * <p>TensorFlow 2.18 filters most of its log by {@code TF_CPP_MIN_LOG_LEVEL}, but writes "MLIR V1
 * optimization pass is not enabled" through absl, whose threshold cannot be set: the copy of absl
 * in libtensorflow_cc exports no function for it, and before {@code absl::InitializeLog} it ignores
 * thresholds. The line is written once in a process, with the first run of its first session. So
 * that run is done here, with standard error redirected to {@code /dev/null} for its few
 * milliseconds. Later messages, such as the reason of an abort, are shown.
 */
public final class NativeLog {
  private static final String LEVEL = "TF_CPP_MIN_LOG_LEVEL";
  private static final int STANDARD_ERROR = 2;
  private static final int WRITE_ONLY = 1;
  // Static, because the line is written once in a process.
  private static final AtomicBoolean DONE = new AtomicBoolean();

  private NativeLog() {}

  /**
   * Provokes and hides the line, once in a process, if information is not wanted.
   *
   * @param config of later sessions: some of its values hold for the whole process
   */
  public static void quiet(ConfigProto config) {
    if (!wanted() && DONE.compareAndSet(false, true)) {
      NativeLibrary.load(); // Before, so that its own messages are shown.
      StandardError.mutedWhile(() -> runOnce(config));
    }
  }

  /** Does work that logs information through absl, and hides it if it is not wanted. */
  static void muted(Runnable work) {
    if (wanted()) {
      work.run();
    } else {
      StandardError.mutedWhile(work);
    }
  }

  private static boolean wanted() {
    return System.getenv().getOrDefault(LEVEL, "0").equals("0");
  }

  private static void runOnce(ConfigProto config) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, config)) {
      session.runner().addTarget(Ops.create(graph).noOp()).run().close();
    }
  }

  /** Redirects standard error with the C library's open, dup, dup2 and close. */
  private static final class StandardError {

    static void mutedWhile(Runnable work) {
      try (BytePointer nowhere = new BytePointer("/dev/null")) {
        int saved = call("dup", NativeFunction.word(STANDARD_ERROR), 0);
        int opened = call("open", nowhere, WRITE_ONLY);
        if (saved >= 0 && opened >= 0) {
          call("dup2", NativeFunction.word(opened), STANDARD_ERROR);
        }
        try {
          work.run();
        } finally {
          if (saved >= 0) {
            call("dup2", NativeFunction.word(saved), STANDARD_ERROR);
            call("close", NativeFunction.word(saved), 0);
          }
          if (opened >= 0) {
            call("close", NativeFunction.word(opened), 0);
          }
        }
      }
    }

    /** Calls a C function; returns -1, as C does on failure, if there is no such function. */
    private static int call(String function, Pointer first, int second) {
      return NativeFunction.call(function, first, second).orElse(-1);
    }
  }
}
