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
 * The products of a graph's matrices, all of one precision; factors and products are float32.
 *
 * <p>For the two precisions of 16 bits the graph has casts where it rounds. Alternatives were
 * tried: TensorFlow's own rewriter needs Grappler, and oneDNN's setting TF_SET_ONEDNN_FPMATH_MODE
 * does not reach MatMul in TensorFlow 2.18.
 */
final class MatrixProduct {
  private final Precision precision;

  /**
   * The rounded matrices: one that is used in several products, such as a kernel, is rounded once.
   */
  private final Map<Output<TFloat32>, Operand<? extends TFloating>> rounded = new HashMap<>();

  /** Creates the products of one graph. */
  MatrixProduct(Precision precision) {
    this.precision = precision;
  }

  Precision precision() {
    return precision;
  }

  /** Returns the product of two matrices. */
  Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> left, Operand<TFloat32> right, MatMul.Options... options) {
    return switch (precision) {
      // A GPU computes this in TensorFloat-32 if the session allows it.
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
