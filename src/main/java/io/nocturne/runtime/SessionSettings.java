package io.nocturne.runtime;

import io.nocturne.base.Labels;
import io.nocturne.base.Require;
import io.nocturne.base.UserException;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/**
 * The settings of TensorFlow's use of the machine. Results are repeatable bit for bit only between
 * sessions of equal settings, so a run records them.
 *
 * @param intraOpThreads threads inside one op, at least 1; the first session of a process fixes
 *     this for all later ones
 * @param interOpThreads ops that run in parallel, at least 1
 * @param device that computes
 * @param precision of a training; trained networks are used in float32
 */
public record SessionSettings(
    int intraOpThreads, int interOpThreads, Device device, Precision precision) {

  public SessionSettings {
    Require.atLeast("intra-op threads", intraOpThreads, 1);
    Require.atLeast("inter-op threads", interOpThreads, 1);
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
  }

  /** Creates settings for a GPU if there is one, in float32. */
  public SessionSettings(int intraOpThreads, int interOpThreads) {
    this(intraOpThreads, interOpThreads, Device.AUTO, Precision.FLOAT32);
  }

  /**
   * Returns settings with one thread per op and as many parallel ops as there are processors: the
   * two directions of a layer then run in parallel and no small product is split. These were the
   * fastest on 2 cores.
   */
  public static SessionSettings defaults() {
    return new SessionSettings(1, Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  /** Returns these with another device. */
  public SessionSettings on(Device other) {
    return new SessionSettings(intraOpThreads, interOpThreads, other, precision);
  }

  /** Returns these with another precision. */
  public SessionSettings with(Precision other) {
    return new SessionSettings(intraOpThreads, interOpThreads, device, other);
  }

  /** Returns TensorFlow's support for GPUs on this machine, regardless of the device. */
  public GpuSupport gpuSupport() {
    return GpuSupport.find(on(Device.AUTO).toConfig());
  }

  /**
   * Returns whether sessions with these settings compute on a GPU.
   *
   * @throws UserException if the device is {@link Device#GPU} and TensorFlow has none, or if the
   *     device does not support the precision
   */
  public boolean usesGpu() {
    boolean gpu = device != Device.CPU && usesGpu(gpuSupport());
    if (!gpu && precision != Precision.FLOAT32) {
      requirePrecision(Bfloat16Processor.isHere());
    }
    return gpu;
  }

  /**
   * Requires that the machine supports these settings.
   *
   * @throws UserException if not, as {@link #usesGpu()}
   */
  public void requireAvailable() {
    usesGpu();
  }

  boolean usesGpu(GpuSupport support) {
    if (device == Device.GPU && support == GpuSupport.NOT_BUILT) {
      throw new UserException(
          "device gpu: this build of nocturne has no GPU support; build it with mvn -Pgpu package");
    }
    if (device == Device.GPU && support == GpuSupport.NONE_FOUND) {
      throw new UserException("device gpu: TensorFlow finds no GPU; " + GpuSupport.WHAT_TO_CHECK);
    }
    return device != Device.CPU && support == GpuSupport.FOUND;
  }

  /**
   * Requires that the CPU supports the precision; GPUs support all.
   *
   * @param bfloat16 whether it has instructions for bfloat16
   */
  void requirePrecision(boolean bfloat16) {
    if (precision == Precision.TF32 || precision == Precision.FP16) {
      throw new UserException(
          "precision %s: needs a GPU, and none is used here; choose float32 or bf16"
              .formatted(Labels.of(precision)));
    }
    if (precision == Precision.BF16 && !bfloat16) {
      throw new UserException(
          "precision bf16: this processor has no instructions for it (AVX512-BF16 or AMX), so that"
              + " it would be slower than float32; choose float32");
    }
  }

  /** Opens a session with these settings; the caller closes it. */
  public Session open(Graph graph) {
    prepare();
    return new Session(graph, toConfig());
  }

  /** Prepares the process for a session with these settings. */
  void prepare() {
    NativeLog.quiet(toConfig());
    if (usesGpu()) {
      if (precision == Precision.TF32) {
        TensorFloat32.allow();
      } else {
        TensorFloat32.forbid();
      }
    }
  }

  /** Returns the settings as TensorFlow's session configuration. */
  public ConfigProto toConfig() {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(intraOpThreads)
            .setInterOpParallelismThreads(interOpThreads);
    // TF Java 1.1 (TensorFlow 2.18): Grappler spends 5 s on an unrolled graph before the first step
    // and makes later ones no faster.
    config.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
    if (device == Device.CPU) {
      config.putDeviceCount("GPU", 0);
    } else {
      // Otherwise TensorFlow takes nearly all of a GPU's memory at once.
      config.getGpuOptionsBuilder().setAllowGrowth(true);
    }
    // No op asks for a device, so TensorFlow places each where it has a kernel, and soft placement
    // is not needed.
    return config.build();
  }
}
