package io.nocturne.train.tensorboard;

import java.time.Instant;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The messages of the HParams plugin, in the metadata of certain tags with empty tensors. The field
 * numbers are those of TensorBoard's {@code plugins/hparams/plugin_data.proto}.
 */
final class HyperparameterValues {
  private static final TensorProto EMPTY =
      TensorProto.newBuilder()
          .setDtype(DataType.DT_FLOAT)
          .setTensorShape(
              TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(0)))
          .build();

  private HyperparameterValues() {}

  static Summary.Value sessionStart(List<Hyperparameter> parameters, Instant begun) {
    PluginMessage start = new PluginMessage();
    for (Hyperparameter parameter : parameters) {
      start.message(1, new PluginMessage().text(1, parameter.name()).message(2, parameter.value()));
    }
    start.real(5, seconds(begun));
    return value("_hparams_/session_start_info", new PluginMessage().message(3, start));
  }

  static Summary.Value sessionEnd(SessionStatus status, Instant ended) {
    PluginMessage end = new PluginMessage().number(1, status.number()).real(2, seconds(ended));
    return value("_hparams_/session_end_info", new PluginMessage().message(4, end));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  private static Summary.Value value(String tag, PluginMessage content) {
    SummaryMetadata.PluginData plugin =
        SummaryMetadata.PluginData.newBuilder()
            .setPluginName("hparams")
            .setContent(content.bytes())
            .build();
    return Summary.Value.newBuilder()
        .setTag(tag)
        .setMetadata(SummaryMetadata.newBuilder().setPluginData(plugin))
        .setTensor(EMPTY)
        .build();
  }
}
