package io.nocturne.export;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.nocturne.io.tfrecord.TfRecordWriter;
import io.nocturne.model.InferenceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * {@code assets.extra/tf_serving_warmup_requests}: the requests that TensorFlow Serving sends to a
 * version of the model before clients can, so that the first client does not wait for TensorFlow's
 * initialization.
 *
 * <p>A TFRecord file of {@code tensorflow.serving.PredictionLog} messages, one for {@code
 * serving_default} and one for {@code generate}, each of one window of padding. TF Java has no
 * classes for TensorFlow Serving's messages, of which this needs seven fields; their numbers are
 * those of its {@code prediction_log.proto}, {@code predict.proto} and {@code model.proto}.
 */
final class WarmupRequests {
  private static final int LOG_PREDICT_LOG = 6;
  private static final int PREDICT_LOG_REQUEST = 1;
  private static final int REQUEST_MODEL_SPEC = 1;
  private static final int REQUEST_INPUTS = 2;
  private static final int MODEL_SPEC_SIGNATURE_NAME = 3;
  private static final int MAP_KEY = 1;
  private static final int MAP_VALUE = 2;

  /** Two steps: the second iteration of the loop runs what the first one has set up. */
  private static final int STEPS = 2;

  private WarmupRequests() {}

  static void write(InferenceModel model, Path file) throws IOException {
    TensorProto window = window(model);
    Map<String, TensorProto> generate = new LinkedHashMap<>();
    generate.put(SavedModelLayout.PRIMER, window);
    generate.put(SavedModelLayout.STEPS, ints(List.of(STEPS)));
    generate.put(SavedModelLayout.TEMPERATURE, scalar(1));
    generate.put(SavedModelLayout.TOP_K, ints(List.of(0)));
    generate.put(SavedModelLayout.SEED, ints(List.of(0, 0), 2));
    generate.put(
        SavedModelLayout.MEMORY, scalar(0)); // Every network takes it, and the ops are the same.
    try (TfRecordWriter records = TfRecordWriter.open(file)) {
      records.write(
          log(SavedModelLayout.DEFAULT_SIGNATURE, Map.of(SavedModelLayout.NOTES, window))
              .toByteArray());
      records.write(log(SavedModelLayout.GENERATE_SIGNATURE, generate).toByteArray());
    }
  }

  private static TensorProto window(InferenceModel model) {
    int length = model.spec().window();
    return ints(Collections.nCopies(length, model.ids().pad()), 1, length);
  }

  private static TensorProto ints(List<Integer> values, int... shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (int size : shape) {
      sizes.addDimBuilder().setSize(size);
    }
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_INT32)
        .setTensorShape(sizes)
        .addAllIntVal(values)
        .build();
  }

  private static TensorProto scalar(float value) {
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(TensorShapeProto.getDefaultInstance())
        .addFloatVal(value)
        .build();
  }

  private static UnknownFieldSet log(String signature, Map<String, TensorProto> inputs) {
    Field.Builder entries = Field.newBuilder();
    inputs.forEach(
        (name, value) ->
            entries.addLengthDelimited(
                UnknownFieldSet.newBuilder()
                    .addField(MAP_KEY, bytes(ByteString.copyFromUtf8(name)))
                    .addField(MAP_VALUE, bytes(value.toByteString()))
                    .build()
                    .toByteString()));
    UnknownFieldSet modelSpec =
        message(MODEL_SPEC_SIGNATURE_NAME, ByteString.copyFromUtf8(signature));
    UnknownFieldSet request =
        UnknownFieldSet.newBuilder()
            .addField(REQUEST_MODEL_SPEC, bytes(modelSpec.toByteString()))
            .addField(REQUEST_INPUTS, entries.build())
            .build();
    UnknownFieldSet predictLog = message(PREDICT_LOG_REQUEST, request.toByteString());
    return message(LOG_PREDICT_LOG, predictLog.toByteString());
  }

  /** Returns a message with one field. */
  private static UnknownFieldSet message(int field, ByteString value) {
    return UnknownFieldSet.newBuilder().addField(field, bytes(value)).build();
  }

  private static Field bytes(ByteString value) {
    return Field.newBuilder().addLengthDelimited(value).build();
  }
}
