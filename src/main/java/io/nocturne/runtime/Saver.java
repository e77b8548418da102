package io.nocturne.runtime;

import io.nocturne.runtime.Variables.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.Restore;
import org.tensorflow.op.train.Save;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Ops that save variables to a checkpoint (TensorFlow's {@code PREFIX.index} and {@code
 * PREFIX.data-00000-of-00001}) and restore them by name.
 *
 * <p>TF Java 1.1: {@code Session.save} and the SavedModel exporter silently drop resource
 * variables, unless the graph has ops named {@code save/filename}, {@code save/control_dependency}
 * and {@code save/restore_all}, which they then use; these are those ops. A graph has one saver.
 */
public final class Saver {
  private final Placeholder<TString> filename;
  private final Op save;
  private final Op restore;

  /** Adds the ops for the given variables to the graph. */
  public Saver(Ops graphOps, List<Variable<?>> variables) {
    Ops tf = graphOps.withSubScope("save");
    filename = tf.withName("filename").placeholder(TString.class);
    Operand<TString> names = strings(tf, variables.stream().map(Variable::name));
    Operand<TString> wholeTensors = strings(tf, variables.stream().map(variable -> ""));

    List<Operand<?>> values = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    for (Variable<?> variable : variables) {
      values.add(variable.read());
      types.add(variable.type());
    }
    Save write = tf.train.save(filename, names, wholeTensors, values);
    save = tf.withControlDependencies(write).withName("control_dependency").identity(filename);

    Restore read = tf.train.restore(filename, names, wholeTensors, types);
    List<Op> assigns = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable<?> variable = variables.get(i);
      assigns.add(
          tf.assignVariableOp(variable.handle(), checked(tf, variable, read.tensors().get(i))));
    }
    restore = tf.withControlDependencies(assigns).withName("restore_all").noOp();
  }

  /**
   * Writes the variables' values.
   *
   * @param prefix folder and start of the name of the files written; files of that name are
   *     overwritten
   * @throws TensorFlowException if they cannot be written
   */
  public void save(Session session, Path prefix) {
    run(session, save, prefix);
  }

  /**
   * Sets the variables to the values saved under their names. If that fails, some may have been
   * set.
   *
   * @throws TensorFlowException if the files are missing or damaged, or lack a variable, or hold
   *     one of another shape
   */
  public void restore(Session session, Path prefix) {
    CheckpointFiles.check(prefix);
    run(session, restore, prefix);
  }

  /**
   * Checks that a value has the variable's shape. AssignVariableOp alone would change the
   * variable's shape to that of the value. The op is named {@code save/NAME/shape}, so that the
   * error names the variable.
   */
  private static Operand<?> checked(Ops tf, Variable<?> variable, Output<?> value) {
    Scope scope = tf.scope();
    OperationBuilder check =
        scope.env().opBuilder("EnsureShape", "save/" + variable.name() + "/shape", scope);
    check.addInput(value);
    check.setAttr("shape", variable.shape());
    return check.build().output(0);
  }

  private void run(Session session, Op target, Path prefix) {
    try (TString path = TString.scalarOf(prefix.toString())) {
      session.runner().feed(filename, path).addTarget(target).run().close();
    } catch (TFInvalidArgumentException e) {
      // TF Java 1.1: this one is not a TensorFlowException.
      throw new TensorFlowException(e.getMessage(), e);
    }
  }

  private static Operand<TString> strings(Ops tf, Stream<String> values) {
    return tf.constant(StdArrays.ndCopyOf(values.toArray(String[]::new)));
  }
}
