package io.nocturne.export;

import com.google.protobuf.ByteString;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.runtime.Variables.Variable;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.VariableDef;

/**
 * Adds what TF Java's exporter omits, and changes what other readers refuse.
 *
 * <ul>
 *   <li>Without the collections {@code variables} and {@code trainable_variables} Python's {@code
 *       tf.saved_model.load} finds no variables.
 *   <li>String constants leave Java as {@code tensor_content}, which OpenVINO does not read.
 *   <li>The version of TensorFlow is missing.
 * </ul>
 */
final class GraphRepair {
  private GraphRepair() {}

  static SavedModel repair(SavedModel exported, List<Variable<?>> variables) {
    SavedModel.Builder repaired = exported.toBuilder();
    for (MetaGraphDef.Builder graph : repaired.getMetaGraphsBuilderList()) {
      CollectionDef collection = collection(variables);
      graph.putCollectionDef("variables", collection);
      graph.putCollectionDef("trainable_variables", collection);
      graph.getMetaInfoDefBuilder().setTensorflowVersion(NativeLibrary.version());
      GraphDef.Builder nodes = graph.getGraphDefBuilder();
      nodes.getNodeBuilderList().forEach(GraphRepair::rewriteStrings);
      nodes
          .getLibraryBuilder()
          .getFunctionBuilderList()
          .forEach(
              function -> function.getNodeDefBuilderList().forEach(GraphRepair::rewriteStrings));
    }
    return repaired.build();
  }

  private static CollectionDef collection(List<Variable<?>> variables) {
    CollectionDef.Builder collection = CollectionDef.newBuilder();
    for (Variable<?> variable : variables) {
      VariableDef definition =
          VariableDef.newBuilder()
              .setVariableName(tensor(variable.handle().op().name()))
              .setInitializerName(variable.assign().name())
              .setInitialValueName(tensor(variable.initialValue().op().name()))
              .setSnapshotName(tensor(variable.read().op().name()))
              .setIsResource(true)
              .setTrainable(true)
              .build();
      collection.getBytesListBuilder().addValue(definition.toByteString());
    }
    return collection.build();
  }

  /** Returns the name of an operation's first output. */
  private static String tensor(String operation) {
    return operation + ":0";
  }

  private static void rewriteStrings(NodeDef.Builder node) {
    if (!node.getOp().equals("Const")) {
      return;
    }
    AttrValue attribute = node.getAttrOrThrow("value");
    TensorProto value = attribute.getTensor();
    if (value.getDtype() == DataType.DT_STRING && !value.getTensorContent().isEmpty()) {
      node.putAttr("value", attribute.toBuilder().setTensor(rewritten(value)).build());
    }
  }

  /** Decodes the content: a varint length for each element, then the bytes of all elements. */
  private static TensorProto rewritten(TensorProto value) {
    ByteString content = value.getTensorContent();
    int[] lengths = new int[elements(value)];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      int shift = 0;
      int octet;
      do {
        octet = content.byteAt(at++);
        lengths[i] |= (octet & 0x7f) << shift;
        shift += 7;
      } while ((octet & 0x80) != 0);
    }
    TensorProto.Builder rewritten = value.toBuilder().clearTensorContent();
    for (int length : lengths) {
      rewritten.addStringVal(content.substring(at, at + length));
      at += length;
    }
    return rewritten.build();
  }

  private static int elements(TensorProto value) {
    return value.getTensorShape().getDimList().stream()
        .mapToInt(dimension -> Math.toIntExact(dimension.getSize()))
        .reduce(1, Math::multiplyExact);
  }
}
