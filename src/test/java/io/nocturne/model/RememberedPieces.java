package io.nocturne.model;

import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.PieceMemory;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.WhileLoop.State;
import io.nocturne.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Pieces with a memory, in the graph and outside of it, and random logits of a network.
 *
 * @param primers [B][T], with padding on the left
 * @param trust in the memory, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RememberedPieces(MemoryModel memory, Tokenizer tokenizer, int[][] primers, float trust) {

  /** Returns what is computed of the mixtures in a graph, [B][V]. */
  float[][] inGraph(BiFunction<LoopMixture, Ops, Operand<TFloat32>> computation) {
    int rows = primers.length;
    int length = primers[0].length;
    int size = tokenizer.vocabulary().size();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt32> notes =
          tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, length)));
      Placeholder<TFloat32> network =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size)));
      LoopMemory remembered = new LoopMemory(memory.tables(), tokenizer.vocabulary().padId());
      List<Operand<?>> state = new ArrayList<>();
      for (State one : remembered.initial(tf, notes, tf.constant(trust))) {
        state.add(one.initial());
      }
      Operand<TFloat32> mixture = computation.apply(remembered.mixture(tf, state, network), tf);
      try (Session session = SessionSettings.defaults().open(graph);
          TInt32 fed =
              Tensors.ints(
                  Shape.of(rows, length),
                  Arrays.stream(primers).flatMapToInt(Arrays::stream).toArray());
          TFloat32 given = Tensors.floats(Shape.of(rows, size), logits());
          Result result =
              session.runner().feed(notes, fed).feed(network, given).fetch(mixture).run()) {
        return Tensors.toRows((TFloat32) result.get(0));
      }
    }
  }

  private float[] logits() {
    float[] all = new float[primers.length * tokenizer.vocabulary().size()];
    for (int row = 0; row < primers.length; row++) {
      float[] logits = logits(row);
      System.arraycopy(logits, 0, all, row * logits.length, logits.length);
    }
    return all;
  }

  /** Returns the logits that the network gives to the token after a primer. */
  float[] logits(int row) {
    Random random = new Random(row);
    float[] logits = new float[tokenizer.vocabulary().size()];
    for (int id = 0; id < logits.length; id++) {
      logits[id] = (float) (3 * random.nextGaussian());
    }
    logits[tokenizer.vocabulary().padId()] = NextToken.IMPOSSIBLE;
    return logits;
  }

  /** Returns the memory after a primer, outside of the graph. */
  PieceMemory outsideOfGraph(int row) {
    PieceMemory piece = memory.newPiece();
    int pad = tokenizer.vocabulary().padId();
    IntStream.of(primers[row]).filter(id -> id != pad).forEach(piece::add);
    return piece;
  }

  static double[] softmax(float[] logits) {
    double largest = logits[0];
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] weights = new double[logits.length];
    for (int id = 0; id < logits.length; id++) {
      weights[id] = Math.exp(logits[id] - largest);
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }
}
