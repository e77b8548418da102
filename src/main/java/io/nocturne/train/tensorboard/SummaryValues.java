package io.nocturne.train.tensorboard;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.proto.DataClass;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The values that TensorBoard's plugins read: tensors with the plugin's name and metadata.
 *
 * <p>The metadata is part of each value, not only of the first of a tag, so that a file can be read
 * without earlier ones.
 */
final class SummaryValues {
  /** {@code AudioPluginData.Encoding.WAV}. */
  private static final int WAV = 11;

  /** The beginning of a PNG file up to the width: the signature and the header of its IHDR. */
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };

  private SummaryValues() {}

  static Summary.Value scalar(String tag, float value) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(shape())
            .addFloatVal(value)
            .build();
    return value(tag, plugin("scalars").setDataClass(DataClass.DATA_CLASS_SCALAR), tensor);
  }

  static Summary.Value text(String tag, String markdown) {
    TensorProto tensor = strings(shape(), ByteString.copyFromUtf8(markdown));
    return value(tag, plugin("text").setDataClass(DataClass.DATA_CLASS_TENSOR), tensor);
  }

  /** Returns a tensor of left edge, right edge and count of each bucket, [buckets, 3]. */
  static Summary.Value histogram(String tag, Histogram histogram) {
    double[] rows = histogram.rows();
    ByteBuffer content =
        ByteBuffer.allocate(rows.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    content.asDoubleBuffer().put(rows);
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_DOUBLE)
            .setTensorShape(shape(rows.length / 3, 3))
            .setTensorContent(ByteString.copyFrom(content))
            .build();
    return value(tag, plugin("histograms"), tensor);
  }

  /** Returns a tensor of width, height and file. */
  static Summary.Value image(String tag, byte[] png) {
    if (png.length < PNG.length + 8 || !Arrays.equals(png, 0, PNG.length, PNG, 0, PNG.length)) {
      throw new IllegalArgumentException("image of " + tag + " must be a PNG file");
    }
    ByteBuffer size = ByteBuffer.wrap(png, PNG.length, 8); // Big-endian, as in the file.
    TensorProto tensor =
        strings(
            shape(3),
            ByteString.copyFromUtf8(Integer.toString(size.getInt())),
            ByteString.copyFromUtf8(Integer.toString(size.getInt())),
            ByteString.copyFrom(png));
    return value(tag, plugin("images"), tensor);
  }

  /** Returns a tensor of file and label, which is empty, as in TensorFlow 2. */
  static Summary.Value audio(String tag, byte[] wav) {
    ByteString bytes = ByteString.copyFrom(wav);
    if (!bytes.startsWith(ByteString.copyFromUtf8("RIFF"))) {
      throw new IllegalArgumentException("audio of " + tag + " must be a WAV file");
    }
    ByteString content = new PluginMessage().number(2, WAV).bytes();
    return value(tag, plugin("audio", content), strings(shape(1, 2), bytes, ByteString.EMPTY));
  }

  /** Returns a tensor of a {@code Layout} message. */
  static Summary.Value layout(List<ChartCategory> categories) {
    PluginMessage layout = new PluginMessage();
    for (ChartCategory category : categories) {
      PluginMessage message = new PluginMessage().text(1, category.title());
      for (ChartCategory.ScalarChart chart : category.charts()) {
        PluginMessage multiline = new PluginMessage();
        chart.tags().forEach(tag -> multiline.text(1, tag));
        message.message(2, new PluginMessage().text(1, chart.title()).message(2, multiline));
      }
      layout.message(2, message);
    }
    TensorProto tensor = strings(shape(), layout.bytes());
    return value("custom_scalars__config__", plugin("custom_scalars"), tensor);
  }

  static Summary.Value kerasModel(String tag, String json) {
    ByteString version = ByteString.copyFromUtf8("1");
    TensorProto tensor = strings(shape(), ByteString.copyFromUtf8(json));
    return value(tag, plugin("graph_keras_model", version), tensor);
  }

  private static TensorProto strings(TensorShapeProto shape, ByteString... values) {
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_STRING)
        .setTensorShape(shape)
        .addAllStringVal(Arrays.asList(values))
        .build();
  }

  private static TensorShapeProto shape(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
  }

  private static SummaryMetadata.Builder plugin(String name) {
    return plugin(name, ByteString.EMPTY);
  }

  private static SummaryMetadata.Builder plugin(String name, ByteString content) {
    return SummaryMetadata.newBuilder()
        .setPluginData(
            SummaryMetadata.PluginData.newBuilder().setPluginName(name).setContent(content));
  }

  private static Summary.Value value(
      String tag, SummaryMetadata.Builder metadata, TensorProto tensor) {
    if (tag.isBlank()) {
      throw new IllegalArgumentException("tag must not be blank, was \"" + tag + "\"");
    }
    return Summary.Value.newBuilder().setTag(tag).setMetadata(metadata).setTensor(tensor).build();
  }
}
