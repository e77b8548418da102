package io.nocturne.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The gradients with respect to the weights and the input of one direction, added up segment by
 * segment, so that what belongs to a segment can be forgotten.
 */
final class GruWeightGradients {
  private final Ops tf;
  private final GruSegments read;
  private final MatrixProduct products;
  private final Sum recurrentGates = new Sum();
  private final Sum recurrentCandidate = new Sum();
  private final Sum recurrentBias = new Sum();
  private final Sum kernelGates = new Sum();
  private final Sum kernelCandidate = new Sum();
  private final Sum gateBias = new Sum();
  private final Sum candidateBias = new Sum();
  private final Sum tableGates = new Sum();
  private final Sum tableCandidate = new Sum();
  private final List<Operand<TFloat32>> inputs = new ArrayList<>();

  GruWeightGradients(Ops tf, GruSegments read) {
    this.tf = tf;
    this.read = read;
    products = read.direction().products();
  }

  /**
   * The gradients within a segment, all time-major.
   *
   * @param gates dz and dr, [K·B, 2H]
   * @param candidate dh', [K·B, H]
   * @param recurrent dh' ∘ r, [K·B, H]
   */
  record SegmentGradients(
      Operand<TFloat32> gates, Operand<TFloat32> candidate, Operand<TFloat32> recurrent) {}

  /**
   * Adds the segment that was read before the ones added so far.
   *
   * @return the ops that use its gradients
   */
  List<Op> add(GruSegment segment, SegmentGradients gradients) {
    recurrentGates.add(transposedProduct(segment.kept().before(), gradients.gates()));
    recurrentCandidate.add(transposedProduct(segment.kept().before(), gradients.recurrent()));
    recurrentBias.add(columnSum(gradients.recurrent()));
    GateBlocks toProducts =
        new GateBlocks(
            segment.input().productGradient(tf, gradients.gates()),
            segment.input().productGradient(tf, gradients.candidate()));
    if (segment.input().lookup().isPresent()) {
      tableGates.add(toProducts.gates());
      tableCandidate.add(toProducts.candidate());
    } else {
      inputs.add(addProducts(segment.input(), toProducts));
    }
    return latest();
  }

  /** Puts the gradients of the weights, and returns that with respect to the input's vectors. */
  Operand<TFloat32> putInto(Gradients gradients) {
    Operand<TFloat32> toInput =
        read.input().lookup().isPresent()
            ? addProducts(read.input(), new GateBlocks(tableGates.value(), tableCandidate.value()))
            : joinedInputs();
    String name = read.direction().name();
    gradients.put(
        name + "/kernel", new GateBlocks(kernelGates.value(), kernelCandidate.value()).join(tf, 1));
    gradients.put(
        name + "/recurrent_kernel",
        new GateBlocks(recurrentGates.value(), recurrentCandidate.value()).join(tf, 1));
    gradients.put(
        name + "/bias",
        tf.stack(
            List.of(
                new GateBlocks(gateBias.value(), candidateBias.value()).join(tf, 0),
                new GateBlocks(gateBias.value(), recurrentBias.value()).join(tf, 0))));
    return toInput;
  }

  /**
   * Adds the gradients with respect to the kernel and the bias of the input.
   *
   * @param toProducts the gradient with respect to the products of the input's vectors
   * @return the gradient with respect to the vectors
   */
  private Operand<TFloat32> addProducts(GruInput input, GateBlocks toProducts) {
    kernelGates.add(input.kernelGradient(tf, products, toProducts.gates()));
    kernelCandidate.add(input.kernelGradient(tf, products, toProducts.candidate()));
    gateBias.add(columnSum(toProducts.gates()));
    candidateBias.add(columnSum(toProducts.candidate()));
    return tf.math.add(
        products.of(tf, toProducts.gates(), read.kernels().gates(), MatMul.transposeB(true)),
        products.of(
            tf, toProducts.candidate(), read.kernels().candidate(), MatMul.transposeB(true)));
  }

  private Operand<TFloat32> joinedInputs() {
    List<Operand<TFloat32>> inOrder = new ArrayList<>(inputs);
    Collections.reverse(inOrder);
    return read.order().joined(tf, inOrder);
  }

  private Operand<TFloat32> transposedProduct(Operand<TFloat32> left, Operand<TFloat32> right) {
    return products.of(tf, left, right, MatMul.transposeA(true));
  }

  /** Sums the columns by a product with ones, which takes half as long as a reduction. */
  private Operand<TFloat32> columnSum(Operand<TFloat32> values) {
    Operand<TInt32> rows = tf.constant(0);
    Operand<TInt32> shape =
        tf.concat(List.of(tf.constant(new int[] {1}), tf.shape.size(values, rows)), rows);
    Operand<TFloat32> ones = tf.fill(shape, tf.constant(1f));
    return tf.reshape(tf.linalg.matMul(ones, values), tf.constant(new int[] {-1}));
  }

  private List<Op> latest() {
    List<Op> latest = new ArrayList<>();
    for (Sum sum :
        List.of(
            recurrentGates,
            recurrentCandidate,
            recurrentBias,
            kernelGates,
            kernelCandidate,
            gateBias,
            candidateBias,
            tableGates,
            tableCandidate)) {
      sum.sum.ifPresent(latest::add);
    }
    if (!inputs.isEmpty()) {
      latest.add(inputs.get(inputs.size() - 1));
    }
    return latest;
  }

  /** A sum of tensors of one shape. */
  private final class Sum {
    private Optional<Operand<TFloat32>> sum = Optional.empty();

    void add(Operand<TFloat32> value) {
      sum = Optional.of(sum.isEmpty() ? value : tf.math.add(sum.get(), value));
    }

    Operand<TFloat32> value() {
      return sum.orElseThrow();
    }
  }
}
