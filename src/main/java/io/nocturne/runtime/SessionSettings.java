package io.nocturne.runtime;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/**
 * How TensorFlow spreads its work over threads. Results are repeatable bit for bit only between
 * sessions of equal settings, so a run records them.
 *
 * @param intraOpThreads threads inside one op, at least 1; the first session of a process fixes
 *     this for all later ones
 * @param interOpThreads ops that run side by side, at least 1
 */
public record SessionSettings(int intraOpThreads, int interOpThreads) {

  public SessionSettings {
    if (intraOpThreads < 1) {
      throw new IllegalArgumentException(
          "intra-op threads must be at least 1, was " + intraOpThreads);
    }
    if (interOpThreads < 1) {
      throw new IllegalArgumentException(
          "inter-op threads must be at least 1, was " + interOpThreads);
    }
  }

  /**
   * One thread an op and as many ops at once as there are processors: the two directions of a layer
   * then run side by side and no small product is split. Measured fastest on 2 cores.
   */
  public static SessionSettings defaults() {
    return new SessionSettings(1, Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  /** Opens a session with these settings; the caller closes it. */
  public Session open(Graph graph) {
    ConfigProto config = toConfig();
    NativeLog.quiet(config);
    return new Session(graph, config);
  }

  /** The settings as TensorFlow's session configuration. */
  public ConfigProto toConfig() {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(intraOpThreads)
            .setInterOpParallelismThreads(interOpThreads);
    // TF Java 1.1 (TensorFlow 2.18): Grappler spends 5 s on an unrolled graph before the first step
    // and makes later ones no faster.
    config.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
    return config.build();
  }
}
