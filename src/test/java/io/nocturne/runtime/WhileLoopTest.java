package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

class WhileLoopTest {

  /** State: a number and the list of those before it, which grows. */
  @Test
  void runsWhileItsConditionHoldsAndItsStateMayGrow() {
    assertThat(countFrom(2, 6)).containsExactly(-1, 2, 3, 4, 5);
  }

  @Test
  void doesNotRunAtAllIfItsConditionDoesNotHoldAtFirst() {
    assertThat(countFrom(6, 6)).containsExactly(-1);
  }

  /** Eleven states turn their places once: where each arrives shows the order. */
  @Test
  void keepsTheOrderOfMoreThanTenStates() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      List<WhileLoop.State> states = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        states.add(new WhileLoop.State(tf.constant(i), Shape.scalar()));
      }
      List<Output<?>> last =
          WhileLoop.run(
              tf,
              "turn",
              states,
              (part, state) -> List.of(part.math.less(number(state.get(0)), part.constant(1))),
              (part, state) ->
                  IntStream.range(0, 11)
                      .<Operand<?>>mapToObj(i -> part.identity(state.get((i + 1) % 11)))
                      .toList());
      assertThat(values(graph, tf.stack(last.stream().map(WhileLoopTest::number).toList())))
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0);
    }
  }

  private static int[] countFrom(int first, int limit) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      List<Output<?>> last =
          WhileLoop.run(
              tf,
              "count",
              List.of(
                  new WhileLoop.State(tf.constant(first), Shape.scalar()),
                  new WhileLoop.State(tf.constant(new int[] {-1}), Shape.of(-1))),
              (body, state) -> List.of(body.math.less(number(state.get(0)), body.constant(limit))),
              (body, state) ->
                  List.of(
                      body.math.add(number(state.get(0)), body.constant(1)),
                      body.concat(
                          List.of(
                              number(state.get(1)),
                              body.expandDims(number(state.get(0)), body.constant(0))),
                          body.constant(0))));
      return values(graph, number(last.get(1)));
    }
  }

  private static int[] values(Graph graph, Operand<TInt32> vector) {
    try (Session session = SessionSettings.defaults().open(graph);
        Result result = session.runner().fetch(vector).run()) {
      TInt32 numbers = (TInt32) result.get(0);
      int[] values = new int[(int) numbers.shape().size()];
      numbers.asRawTensor().data().asInts().read(values);
      return values;
    }
  }

  @SuppressWarnings("unchecked")
  private static Operand<TInt32> number(Operand<?> value) {
    return (Operand<TInt32>) value;
  }
}
