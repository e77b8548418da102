package io.nocturne.runtime;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetRegisteredKernelsForOp;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/** TensorFlow's support for GPUs on this machine. */
public enum GpuSupport {
  /** TensorFlow was built without it. */
  NOT_BUILT,
  /** TensorFlow was built with it, but finds no GPU that it can use. */
  NONE_FOUND,
  /** TensorFlow has a GPU. */
  FOUND;

  /** Advice for a build with GPU support that finds no GPU. */
  public static final String WHAT_TO_CHECK =
      "check that nvidia-smi lists one and that the CUDA 12 and cuDNN 9 libraries are on"
          + " LD_LIBRARY_PATH (--verbose shows which TensorFlow misses)";

  // An op that has kernels for GPUs only.
  private static final String GPU_OP = "CudnnRNNV3";

  /**
   * Finds out.
   *
   * <p>A build without GPU support is known by its kernels, without a session, so that it starts
   * fast. TF Java 1.1 does not show a session's devices, hence the C interface.
   *
   * @param config of later sessions: some of its values hold for the whole process
   */
  static GpuSupport find(ConfigProto config) {
    NativeLibrary.load();
    if (!hasKernels()) {
      return NOT_BUILT;
    }
    NativeLog.quiet(config);
    return hasGpu(config) ? FOUND : NONE_FOUND;
  }

  private static boolean hasKernels() {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      scope.attach(status);
      TF_Buffer kernels = TF_GetRegisteredKernelsForOp(GPU_OP, status);
      status.throwExceptionIfNotOK();
      boolean any = kernels.length() > 0;
      TF_DeleteBuffer(kernels);
      return any;
    }
  }

  private static boolean hasGpu(ConfigProto config) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      scope.attach(status);
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      BytePointer bytes = new BytePointer(config.toByteArray());
      TF_SetConfig(options, bytes, bytes.limit(), status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      boolean any = false;
      for (int i = 0; i < TF_DeviceListCount(devices); i++) {
        any |= TF_DeviceListType(devices, i, status).getString().equals("GPU");
      }
      TF_DeleteDeviceList(devices);
      return any;
    }
  }
}
