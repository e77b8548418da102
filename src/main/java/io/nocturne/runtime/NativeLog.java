package io.nocturne.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/**
 * Keeps a line of TensorFlow's off standard error when the environment asks for fewer lines.
 *
 * <p>TensorFlow 2.18 writes most of its log by rules of its own, which {@code TF_CPP_MIN_LOG_LEVEL}
 * sets, but "MLIR V1 optimization pass is not enabled" by absl's, which nothing sets: the copy of
 * absl in libtensorflow_cc exports no function for it, and before {@code absl::InitializeLog} it
 * heeds no threshold. The line comes once in a process, with the first run of its first session. So
 * that run is done here, with standard error led to {@code /dev/null} for its few milliseconds.
 * What TensorFlow says afterwards, such as the reason of an abort, is seen.
 */
public final class NativeLog {
  private static final String LEVEL = "TF_CPP_MIN_LOG_LEVEL";
  private static final int STANDARD_ERROR = 2;
  private static final int WRITE_ONLY = 1;
  // Of the process, as the line is.
  private static final AtomicBoolean DONE = new AtomicBoolean();

  private NativeLog() {}

  /**
   * Gets the line out of the way, once in a process, if information is not wanted.
   *
   * @param config of the sessions to come: some of its values hold for the whole process
   */
  public static void quiet(ConfigProto config) {
    boolean wanted = System.getenv().getOrDefault(LEVEL, "0").equals("0");
    if (!wanted && DONE.compareAndSet(false, true)) {
      NativeLibrary.load(); // Its remarks on that are no line to mute.
      StandardError.mutedWhile(() -> runOnce(config));
    }
  }

  private static void runOnce(ConfigProto config) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, config)) {
      session.runner().addTarget(Ops.create(graph).noOp()).run().close();
    }
  }

  /** Standard error, by the C library's open, dup, dup2 and close. */
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

    /** Calls a function of C; -1, as it says itself when it fails, if there is none of the name. */
    private static int call(String function, Pointer first, int second) {
      return NativeFunction.call(function, first, second).orElse(-1);
    }
  }
}
