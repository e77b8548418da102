package io.nocturne.runtime;

import io.nocturne.base.UserException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Server;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ClusterDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.JobDef;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.ServerDef;
import org.tensorflow.types.family.TNumber;

/**
 * TensorFlow's gRPC server of a worker, and the sums over all workers that it computes.
 *
 * <p>TensorFlow 2.18 cannot stop such a server: it lasts as long as the process. It listens on all
 * addresses of the machine, whichever the cluster names, without authentication or encryption.
 */
public final class WorkerServer {
  private static final String JOB = "worker";
  private static final int GROUP = 1;

  private final SessionSettings settings;
  private final int index;
  private final int count;
  private final String target;
  private final AtomicInteger sums = new AtomicInteger();

  private WorkerServer(SessionSettings settings, int index, List<String> addresses) {
    this.settings = settings;
    this.index = index;
    count = addresses.size();
    target = "grpc://" + addresses.get(index);
  }

  /**
   * Starts a server.
   *
   * @param addresses of all workers, {@code host:port}, in the same order everywhere
   * @param index of this one
   * @param settings of its sessions
   * @throws UserException if it cannot listen, naming the address
   */
  public static WorkerServer start(List<String> addresses, int index, SessionSettings settings) {
    Objects.checkIndex(index, addresses.size());
    WorkerServer started = new WorkerServer(settings, index, addresses);
    JobDef.Builder job = JobDef.newBuilder().setName(JOB);
    for (int i = 0; i < addresses.size(); i++) {
      job.putTasks(i, addresses.get(i));
    }
    ServerDef definition =
        ServerDef.newBuilder()
            .setCluster(ClusterDef.newBuilder().addJob(job))
            .setJobName(JOB)
            .setTaskIndex(index)
            .setProtocol("grpc")
            .setDefaultSessionConfig(started.config())
            .build();
    NativeLibrary.load();
    NativeLog.quiet(settings.toConfig());
    try {
      NativeLog.muted(() -> start(definition));
    } catch (TensorFlowException e) {
      throw new UserException(
          "%s: TensorFlow's server cannot listen there (%s); is the port in use?"
              .formatted(addresses.get(index), String.valueOf(e.getMessage()).lines().findFirst()),
          e);
    }
    return started;
  }

  @SuppressWarnings("resource") // Closing it would wait for a stop that TensorFlow does not have.
  private static void start(ServerDef definition) {
    new Server(definition).start();
  }

  /** Returns the index of this worker, from 0. */
  public int index() {
    return index;
  }

  /** Returns the number of workers. */
  public int count() {
    return count;
  }

  /** Opens a session on this worker's own devices; the caller closes it. */
  public Session open(Graph graph) {
    settings.prepare();
    return RemoteSession.open(graph, target, config());
  }

  /**
   * Adds the sum of a tensor over all workers, which waits for the others: a ring all-reduce, whose
   * result is the same on all workers, bit for bit.
   *
   * <p>All workers have to add their sums in the same order, and with equal shapes.
   */
  public <T extends TNumber> Operand<T> sum(Ops tf, Operand<T> mine) {
    OperationBuilder builder = tf.scope().opBuilder("CollectiveReduceV2", "CollectiveReduceV2");
    builder.addInput(mine.asOutput());
    builder.addInput(tf.constant(count).asOutput());
    builder.addInput(tf.constant(GROUP).asOutput());
    builder.addInput(tf.constant(sums.incrementAndGet()).asOutput());
    builder.addInputList(new Output<?>[0]);
    builder.setAttr("merge_op", "Add");
    builder.setAttr("final_op", "Id");
    return builder.build().output(0);
  }

  private ConfigProto config() {
    ConfigProto.Builder config = settings.toConfig().toBuilder();
    config.getExperimentalBuilder().setCollectiveGroupLeader("/job:" + JOB + "/replica:0/task:0");
    config.addDeviceFilters("/job:" + JOB + "/task:" + index);
    // This optimizer would merge sums whose order then differs between workers.
    config
        .getGraphOptionsBuilder()
        .getRewriteOptionsBuilder()
        .setScopedAllocatorOptimization(RewriterConfig.Toggle.OFF);
    return config.build();
  }
}
