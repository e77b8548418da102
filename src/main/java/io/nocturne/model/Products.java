package io.nocturne.model;

import io.nocturne.runtime.Precision;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/**
 * Products of a graph's matrices, all of one precision; what is multiplied and what comes out is
 * float32.
 *
 * <p>For bfloat16 the graph says where it rounds. The other ways were measured: TensorFlow's own
 * rewriter needs Grappler, and oneDNN's setting TF_SET_ONEDNN_FPMATH_MODE does not reach MatMul in
 * TensorFlow 2.18.
 */
final class Products {
  private final Precision precision;

  /** A matrix that many are multiplied with, such as a kernel, is rounded once. */
  private final Map<Output<TFloat32>, Operand<TBfloat16>> rounded = new HashMap<>();

  /** For a graph of its own. */
  Products(Precision precision) {
    this.precision = precision;
  }

  Precision precision() {
    return precision;
  }

  /** The product of two matrices. */
  Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> left, Operand<TFloat32> right, MatMul.Options... options) {
    if (precision == Precision.BF16) {
      return tf.dtypes.cast(
          tf.linalg.matMul(rounded(tf, left), rounded(tf, right), options), TFloat32.class);
    }
    // TensorFloat-32 is a way in which a GPU computes this.
    return tf.linalg.matMul(left, right, options);
  }

  private Operand<TBfloat16> rounded(Ops tf, Operand<TFloat32> matrix) {
    return rounded.computeIfAbsent(
        matrix.asOutput(), output -> tf.dtypes.cast(output, TBfloat16.class));
  }
}
