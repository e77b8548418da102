package io.nocturne.bench.worker;

import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Multiplies large square matrices on all processors; the work is floating-point operations. */
final class PeakTask implements Task {
  private static final int SIZE = 2048;
  private static final double FLOPS = 2.0 * SIZE * SIZE * SIZE;

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> left;
  private final Placeholder<TFloat32> right;
  private final String product;
  private final TFloat32 values;

  @SuppressWarnings("MustBeClosed") // close() does.
  PeakTask() {
    Ops tf = Ops.create(graph);
    // Fed, not constant: nothing can be worked out beforehand.
    left = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(SIZE, SIZE)));
    right = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(SIZE, SIZE)));
    product = tf.linalg.matMul(left, right).op().name();
    // Here one large product is all there is to do, so its threads are the processors.
    session = new SessionSettings(Runtime.getRuntime().availableProcessors(), 1).open(graph);
    float[] row = new float[SIZE * SIZE];
    for (int i = 0; i < row.length; i++) {
      row[i] = (i % 7 - 3) / 8f;
    }
    values = Tensors.floats(Shape.of(SIZE, SIZE), row);
  }

  @Override
  public double run(int repetitions) {
    for (int i = 0; i < repetitions; i++) {
      session.runner().feed(left, values).feed(right, values).addTarget(product).run().close();
    }
    return repetitions * FLOPS;
  }

  @Override
  public void close() {
    values.close();
    session.close();
    graph.close();
  }
}
