package io.nocturne.model;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A network in one graph: its weights, and the forward pass through them; training and inference
 * are built from the same code.
 */
final class Network {
  private final ModelSpec spec;
  private final int vocabularySize;
  private final Operand<TFloat32> embeddings;
  private final List<BidirectionalGru> layers = new ArrayList<>();
  private final Operand<TFloat32> denseKernel;
  private final Operand<TFloat32> denseBias;
  private final Products products;

  /**
   * A network for one graph.
   *
   * @param initializers what its weights are before they are trained or restored
   * @param products how its matrices are multiplied
   */
  Network(
      Weights weights,
      ModelSpec spec,
      int vocabularySize,
      Initializers initializers,
      Products products) {
    this.products = products;
    this.spec = spec;
    this.vocabularySize = vocabularySize;
    embeddings =
        weights.weight(
            "embedding/embeddings",
            Shape.of(vocabularySize, spec.embedding()),
            initializers.embedding());
    int width = spec.embedding();
    for (int i = 0; i < spec.layers(); i++) {
      GruShape shape = new GruShape(width, spec.units());
      layers.add(
          new BidirectionalGru(weights, "bidirectional_" + i, shape, initializers, products));
      width = 2 * spec.units();
    }
    denseKernel =
        weights.weight("dense/kernel", Shape.of(width, vocabularySize), initializers.kernel());
    denseBias = weights.weight("dense/bias", Shape.of(vocabularySize), initializers.bias());
  }

  /**
   * Logits of the tokens predicted: [B, V] of the token after the window for {@link Targets#LAST},
   * [T, B, V] of the token after each position for {@link Targets#EVERY}.
   *
   * @param notes token ids, [B, T]
   */
  Operand<TFloat32> logits(Ops tf, Operand<TInt32> notes, Dropout dropout) {
    int steps = spec.window();
    Operand<TFloat32> features = embedded(tf.withSubScope("embedding"), notes);
    for (int i = 0; i < layers.size(); i++) {
      Ops scope = tf.withSubScope("bidirectional_" + i);
      boolean last = i == layers.size() - 1;
      features =
          last && spec.targets() == Targets.LAST
              ? layers.get(i).lastStates(scope, features, steps)
              : layers.get(i).sequence(scope, features, steps);
      features = dropout.apply(tf.withSubScope("dropout_" + i), features, i);
    }
    return dense(tf.withSubScope("dense"), features);
  }

  /**
   * Logits of the token after the window, [B, V].
   *
   * @param logits what {@link #logits} gave
   */
  Operand<TFloat32> nextLogits(Ops tf, Operand<TFloat32> logits) {
    if (spec.targets() == Targets.LAST) {
      return logits;
    }
    Operand<TFloat32> last =
        tf.slice(
            logits,
            tf.constant(new int[] {spec.window() - 1, 0, 0}),
            tf.constant(new int[] {1, -1, -1}));
    return tf.reshape(last, tf.constant(new int[] {-1, vocabularySize}));
  }

  /** [B, T] in, [T·B, E] out. */
  private Operand<TFloat32> embedded(Ops tf, Operand<TInt32> notes) {
    Operand<TInt32> timeMajor = tf.linalg.transpose(notes, tf.constant(new int[] {1, 0}));
    Operand<TFloat32> embedded = tf.gather(embeddings, timeMajor, tf.constant(0)); // [T, B, E]
    return tf.reshape(embedded, tf.constant(new int[] {-1, spec.embedding()}));
  }

  private Operand<TFloat32> dense(Ops tf, Operand<TFloat32> features) {
    Operand<TFloat32> logits = tf.nn.biasAdd(products.of(tf, features, denseKernel), denseBias);
    return spec.targets() == Targets.LAST
        ? logits
        : tf.reshape(logits, tf.constant(new int[] {spec.window(), -1, vocabularySize}));
  }
}
