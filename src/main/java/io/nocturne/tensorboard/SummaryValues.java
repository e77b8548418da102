package io.nocturne.tensorboard;

import com.google.protobuf.ByteString;
import org.tensorflow.proto.DataClass;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * What TensorBoard's plugins read: a tensor with the plugin's name and the kind of its data.
 *
 * <p>The metadata goes with each value, not only with a tag's first, so that a file can be read
 * without those before it.
 */
final class SummaryValues {
  private static final TensorShapeProto NO_DIMENSIONS = TensorShapeProto.getDefaultInstance();

  private SummaryValues() {}

  static Summary.Value scalar(String tag, float value) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(NO_DIMENSIONS)
            .addFloatVal(value)
            .build();
    return value(tag, "scalars", DataClass.DATA_CLASS_SCALAR, tensor);
  }

  static Summary.Value text(String tag, String markdown) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(NO_DIMENSIONS)
            .addStringVal(ByteString.copyFromUtf8(markdown))
            .build();
    return value(tag, "text", DataClass.DATA_CLASS_TENSOR, tensor);
  }

  private static Summary.Value value(
      String tag, String plugin, DataClass dataClass, TensorProto tensor) {
    if (tag.isBlank()) {
      throw new IllegalArgumentException("tag must not be blank, was \"" + tag + "\"");
    }
    SummaryMetadata metadata =
        SummaryMetadata.newBuilder()
            .setPluginData(SummaryMetadata.PluginData.newBuilder().setPluginName(plugin))
            .setDataClass(dataClass)
            .build();
    return Summary.Value.newBuilder().setTag(tag).setMetadata(metadata).setTensor(tensor).build();
  }
}
