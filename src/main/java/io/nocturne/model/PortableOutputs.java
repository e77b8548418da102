package io.nocturne.model;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The input and the outputs of a network as other programs know them. Nothing else needs them, so
 * that they are added to a graph on demand.
 *
 * @param notes token ids, int32 [B, T], the placeholder {@code notes}
 * @param logits of the next token, [B, V], the op {@code logits}
 * @param probabilities of the next token, [B, V], the op {@code probabilities}
 * @param everyPosition the probabilities of the token after each position, [B, T, V], the op {@code
 *     every_step}, for {@link Targets#EVERY}
 */
record PortableOutputs(
    Placeholder<TInt32> notes,
    Operand<TFloat32> logits,
    Operand<TFloat32> probabilities,
    Optional<Operand<TFloat32>> everyPosition) {

  /** Adds them to the graph of a network. */
  static PortableOutputs add(Ops tf, Network network, ModelSpec spec) {
    Placeholder<TInt32> notes =
        tf.withName("notes")
            .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, spec.window())));
    Operand<TFloat32> all =
        network.logits(tf.withSubScope("network"), notes, Dropout.none()).output();
    Operand<TFloat32> logits = tf.withName("logits").identity(network.nextLogits(tf, all));
    Optional<Operand<TFloat32>> everyPosition =
        spec.targets() == Targets.LAST
            ? Optional.empty()
            : Optional.of(
                tf.withName("every_step")
                    .identity(
                        tf.linalg.transpose(
                            tf.nn.softmax(network.byPosition(tf, all)),
                            tf.constant(new int[] {1, 0, 2}))));
    return new PortableOutputs(
        notes, logits, tf.withName("probabilities").nn.softmax(logits), everyPosition);
  }
}
