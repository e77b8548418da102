package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.runtime.Variables.Variable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class SaverTest {
  @TempDir private Path folder;

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Variables variables = new Variables(graph);
  private final Variable<TFloat32> kernel =
      variables.addFloat("dense/kernel", Shape.of(2), tf.constant(new float[] {1, 2}));
  private final Variable<TInt64> steps =
      variables.addLong("steps", Shape.scalar(), tf.constant(3L));

  @AfterEach
  void closeGraph() {
    graph.close();
  }

  @Test
  void restoresWhatWasSaved() {
    Saver saver = new Saver(tf, variables.all());
    try (Session session = session()) {
      variables.initialize(session);
      saver.save(session, folder.resolve("ckpt-1"));
    }
    try (Session session = session()) {
      saver.restore(session, folder.resolve("ckpt-1"));
      try (Result result = session.runner().fetch(kernel.read()).fetch(steps.read()).run()) {
        assertThat(Tensors.toArray((TFloat32) result.get(0))).containsExactly(1f, 2f);
        assertThat(((TInt64) result.get(1)).getLong()).isEqualTo(3);
      }
    }
  }

  @Test
  void writesTensorFlowsFiles() {
    Saver saver = new Saver(tf, variables.all());
    try (Session session = session()) {
      variables.initialize(session);
      saver.save(session, folder.resolve("ckpt-1"));
    }
    assertThat(folder.resolve("ckpt-1.index")).isRegularFile();
    assertThat(folder.resolve("ckpt-1.data-00000-of-00001")).isRegularFile();
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("temp"));
  }

  @Test
  void saysThatTheFilesAreMissing() {
    Saver saver = new Saver(tf, variables.all());
    try (Session session = session()) {
      assertThatThrownBy(() -> saver.restore(session, folder.resolve("none")))
          .isInstanceOf(TensorFlowException.class)
          .hasMessageContaining(folder.resolve("none").toString());
    }
  }

  @Test
  void refusesAValueOfAnotherShapeAndNamesTheVariable() {
    Saver saver = new Saver(tf, variables.all());
    try (Session session = session()) {
      variables.initialize(session);
      saver.save(session, folder.resolve("ckpt-1"));
    }
    try (Graph other = new Graph()) {
      Ops ops = Ops.create(other);
      Variables larger = new Variables(other);
      larger.addFloat("dense/kernel", Shape.of(3), ops.constant(new float[3]));
      Saver otherSaver = new Saver(ops, larger.all());
      try (Session session = new Session(other)) {
        assertThatThrownBy(() -> otherSaver.restore(session, folder.resolve("ckpt-1")))
            .isInstanceOf(TensorFlowException.class)
            .hasMessageContaining("[2] is not compatible with expected shape [3]")
            .hasMessageContaining("save/dense/kernel/shape");
      }
    }
  }

  @Test
  void readsAndInitialAssignmentsHaveTensorFlow1sNames() {
    assertThat(graph.operation("dense/kernel").type()).isEqualTo("VarHandleOp");
    assertThat(graph.operation("dense/kernel/Assign").type()).isEqualTo("AssignVariableOp");
    assertThat(graph.operation("dense/kernel/Read/ReadVariableOp").type())
        .isEqualTo("ReadVariableOp");
    assertThat(variables.all()).containsExactly(kernel, steps);
  }

  @Test
  void variablesOfOneNameInTwoSessionsAreTwo() {
    Operand<TFloat32> fed = kernel.initialValue();
    try (Session one = session();
        Session other = session();
        TFloat32 value = Tensors.floats(Shape.of(2), new float[] {8, 9})) {
      variables.initialize(one);
      variables.initialize(other);
      one.runner().feed(fed, value).addTarget(kernel.assign()).run().close();
      try (Result result = other.runner().fetch(kernel.read()).run()) {
        assertThat(Tensors.toArray((TFloat32) result.get(0))).containsExactly(1f, 2f);
      }
    }
  }

  private Session session() {
    return new Session(graph, SessionSettings.defaults().toConfig());
  }
}
