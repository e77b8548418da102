package io.nocturne.runtime;

import com.google.errorprone.annotations.MustBeClosed;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.Restore;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** A checkpoint of any program, whose tensors are read one by one. */
public final class CheckpointReader {
  private final Path prefix;

  /**
   * Prepares to read.
   *
   * @param prefix folder and start of the name of the files
   * @throws TensorFlowException if the index is damaged, or the files are not those that it is of
   */
  public CheckpointReader(Path prefix) {
    CheckpointFiles.check(prefix);
    NativeLibrary.load();
    this.prefix = prefix;
  }

  /**
   * A tensor of float32.
   *
   * @param values in row-major order
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Floats(int[] shape, float[] values) {}

  /**
   * Returns a tensor of float32.
   *
   * @throws TensorFlowException if it is missing, damaged or of another type
   */
  public Floats floats(String name) {
    try (Graph graph = new Graph();
        Result read = read(graph, name, TFloat32.class)) {
      TFloat32 tensor = (TFloat32) read.get(0);
      int[] shape = new int[tensor.shape().numDimensions()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = Math.toIntExact(tensor.shape().get(i));
      }
      return new Floats(shape, Tensors.toArray(tensor));
    }
  }

  /** Returns a scalar of int64, as {@link #floats}. */
  public long number(String name) {
    try (Graph graph = new Graph();
        Result read = read(graph, name, TInt64.class)) {
      return ((TInt64) read.get(0)).getLong();
    }
  }

  /** Returns a scalar of bytes, as {@link #floats}. */
  public byte[] bytes(String name) {
    try (Graph graph = new Graph();
        Result read = read(graph, name, TString.class)) {
      return ((TString) read.get(0)).asBytes().getObject();
    }
  }

  @MustBeClosed
  private Result read(Graph graph, String name, Class<? extends TType> type) {
    Ops tf = Ops.create(graph);
    Restore restore =
        tf.train.restore(
            tf.constant(prefix.toString()),
            tf.constant(StdArrays.ndCopyOf(new String[] {name})),
            tf.constant(StdArrays.ndCopyOf(new String[] {""})),
            List.of(type));
    ConfigProto config = SessionSettings.defaults().on(Device.CPU).toConfig();
    NativeLog.quiet(config);
    try (Session session = new Session(graph, config)) {
      return session.runner().fetch(restore.tensors().get(0)).run();
    } catch (TFInvalidArgumentException e) {
      // TF Java 1.1: this one is not a TensorFlowException.
      throw new TensorFlowException(e.getMessage(), e);
    }
  }
}
