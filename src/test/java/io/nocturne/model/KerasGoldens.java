package io.nocturne.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.base.Labels;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;

/** What Keras 3.15.1 computed: the file that {@code make_training_goldens.py} wrote. */
public final class KerasGoldens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private KerasGoldens() {}

  /** The whole file. */
  static JsonNode optimizers() {
    return read("/io/nocturne/model/optimizers.json");
  }

  /** The cases of a list, each named by its settings. */
  public static Stream<Named<JsonNode>> cases(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(golden -> Named.of(golden.path("settings").toString(), golden));
  }

  /** A file of the test's resources. */
  public static JsonNode read(String resource) {
    try (InputStream in = KerasGoldens.class.getResourceAsStream(resource)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The spec of these settings; the others have their defaults. */
  public static OptimizerSpec spec(JsonNode settings) {
    OptimizerSpec spec =
        OptimizerSpec.of(
            Algorithm.valueOf(named(settings.path("optimizer").asText("adam"))),
            Schedule.valueOf(named(settings.path("schedule").asText("constant"))));
    for (Map.Entry<String, JsonNode> setting : settings.properties()) {
      for (Parameter parameter : Parameter.values()) {
        if (Labels.hyphenated(parameter).equals(setting.getKey())) {
          JsonNode value = setting.getValue();
          spec = spec.with(parameter, value.isBoolean() ? 1 : value.asDouble());
        }
      }
    }
    return spec;
  }

  /** The numbers of a list. */
  public static float[] floats(JsonNode values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  private static String named(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
