package io.nocturne.tensorboard;

import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * What the HParams plugin reads: messages in the metadata of tags that it knows, beside tensors of
 * nothing. The field numbers are those of TensorBoard's {@code plugins/hparams/plugin_data.proto}
 * and {@code api.proto}.
 */
final class HyperparameterValues {
  private static final TensorProto NOTHING =
      TensorProto.newBuilder()
          .setDtype(DataType.DT_FLOAT)
          .setTensorShape(
              TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(0)))
          .build();

  private HyperparameterValues() {}

  static Summary.Value experiment(List<Hyperparameter> parameters, List<Metric> metrics) {
    PluginMessage experiment = new PluginMessage();
    for (Hyperparameter parameter : parameters) {
      experiment.message(
          4, new PluginMessage().text(1, parameter.name()).number(4, dataType(parameter)));
    }
    for (Metric metric : metrics) {
      PluginMessage name = new PluginMessage().text(1, metric.group()).text(2, metric.tag());
      experiment.message(5, new PluginMessage().message(1, name).text(3, metric.displayName()));
    }
    return value("_hparams_/experiment", new PluginMessage().message(2, experiment));
  }

  static Summary.Value sessionStart(List<Hyperparameter> parameters, double seconds) {
    PluginMessage start = new PluginMessage();
    for (Hyperparameter parameter : parameters) {
      start.message(1, new PluginMessage().text(1, parameter.name()).message(2, parameter.value()));
    }
    start.real(5, seconds);
    return value("_hparams_/session_start_info", new PluginMessage().message(3, start));
  }

  static Summary.Value sessionEnd(SessionStatus status, double seconds) {
    PluginMessage end = new PluginMessage().number(1, status.number()).real(2, seconds);
    return value("_hparams_/session_end_info", new PluginMessage().message(4, end));
  }

  /** The number of the value's type in {@code hparams.DataType}. */
  private static int dataType(Hyperparameter parameter) {
    return switch (parameter.value().getKindCase()) {
      case STRING_VALUE -> 1;
      case BOOL_VALUE -> 2;
      case NUMBER_VALUE -> 3;
      default ->
          throw new IllegalArgumentException(
              "hyperparameter %s must be a text, a number, or true or false, was %s"
                  .formatted(parameter.name(), parameter.value().getKindCase()));
    };
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
        .setTensor(NOTHING)
        .build();
  }
}
