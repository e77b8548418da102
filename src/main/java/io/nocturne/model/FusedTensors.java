package io.nocturne.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SplitV;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Several tensors as one vector, because each exchange between workers costs time by itself. */
final class FusedTensors {
  private final List<Operand<TFloat32>> tensors = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();

  /** Adds a tensor, whose shape is not always known to the graph. */
  void add(Operand<TFloat32> tensor, Shape shape) {
    tensors.add(tensor);
    shapes.add(shape);
  }

  /** Applies a function to the vector and returns the tensors of its result, in order. */
  List<Operand<TFloat32>> apply(Ops tf, UnaryOperator<Operand<TFloat32>> function) {
    Operand<TInt32> flat = tf.constant(new int[] {-1});
    Operand<TFloat32> vector =
        tf.concat(
            tensors.stream().<Operand<TFloat32>>map(each -> tf.reshape(each, flat)).toList(),
            tf.constant(0));
    int[] sizes = shapes.stream().mapToInt(shape -> (int) shape.size()).toArray();
    SplitV<TFloat32> split =
        tf.splitV(function.apply(vector), tf.constant(sizes), tf.constant(0), (long) sizes.length);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      parts.add(tf.reshape(split.output().get(i), tf.constant(shapes.get(i))));
    }
    return parts;
  }
}
