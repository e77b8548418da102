package io.nocturne.model;

import io.nocturne.runtime.Precision;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * Products of a graph's matrices, all of one precision; what is multiplied and what comes out is
 * float32.
 *
 * <p>For the two of 16 bits the graph says where it rounds. The other ways were measured:
 * TensorFlow's own rewriter needs Grappler, and oneDNN's setting TF_SET_ONEDNN_FPMATH_MODE does not
 * reach MatMul in TensorFlow 2.18.
 */
final class MatrixProduct {
  private final Precision precision;

  /** A matrix that many are multiplied with, such as a kernel, is rounded once. */
  private final Map<Output<TFloat32>, Operand<? extends TFloating>> rounded = new HashMap<>();

  /** For a graph of its own. */
  MatrixProduct(Precision precision) {
    this.precision = precision;
  }

  Precision precision() {
    return precision;
  }

  /** The product of two matrices. */
  Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> left, Operand<TFloat32> right, MatMul.Options... options) {
    return switch (precision) {
      // TensorFloat-32 is a way in which a GPU computes this.
      case FLOAT32, TF32 -> tf.linalg.matMul(left, right, options);
      case BF16 -> ofRounded(tf, left, right, TBfloat16.class, options);
      case FP16 -> ofRounded(tf, left, right, TFloat16.class, options);
    };
  }

  private <T extends TFloating> Operand<TFloat32> ofRounded(
      Ops tf,
      Operand<TFloat32> left,
      Operand<TFloat32> right,
      Class<T> type,
      MatMul.Options... options) {
    return tf.dtypes.cast(
        tf.linalg.matMul(rounded(tf, left, type), rounded(tf, right, type), options),
        TFloat32.class);
  }

  @SuppressWarnings("unchecked") // All that a graph rounds is of one type.
  private <T extends TFloating> Operand<T> rounded(
      Ops tf, Operand<TFloat32> matrix, Class<T> type) {
    return (Operand<T>)
        rounded.computeIfAbsent(matrix.asOutput(), output -> tf.dtypes.cast(output, type));
  }
}
