package io.nocturne.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.nocturne.base.Labels;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Schedule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An optimizer as a flat JSON object: {@code optimizer}, {@code schedule}, and each parameter by
 * the name of its option.
 */
final class OptimizerJson {
  private OptimizerJson() {}

  static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(OptimizerSpec.class, new StdDelegatingSerializer(new Writer()))
        .addDeserializer(OptimizerSpec.class, new StdDelegatingDeserializer<>(new Reader()));
  }

  private static final class Writer extends StdConverter<OptimizerSpec, Map<String, Object>> {
    @Override
    public Map<String, Object> convert(OptimizerSpec spec) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("optimizer", spec.optimizer());
      json.put("schedule", spec.schedule());
      spec.values().forEach((key, value) -> json.put(Labels.hyphenated(key), written(key, value)));
      return json;
    }

    private static Object written(Parameter parameter, double value) {
      return switch (parameter.range()) {
        case SWITCH -> value != 0;
        case COUNT -> (long) value;
        default -> value;
      };
    }
  }

  private static final class Reader extends StdConverter<JsonNode, OptimizerSpec> {
    @Override
    public OptimizerSpec convert(JsonNode json) {
      Algorithm algorithm = constant(json, "optimizer", Algorithm.values());
      Schedule schedule = constant(json, "schedule", Schedule.values());
      Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        String key = entry.getKey();
        if (!List.of("optimizer", "schedule").contains(key)) {
          Parameter parameter = named(key, Parameter.values());
          values.put(parameter, read(key, parameter, entry.getValue()));
        }
      }
      return new OptimizerSpec(algorithm, schedule, values);
    }

    private static double read(String key, Parameter parameter, JsonNode value) {
      boolean isSwitch = parameter.range() == OptimizerSpec.Range.SWITCH;
      if (isSwitch ? !value.isBoolean() : !value.isNumber()) {
        throw new IllegalArgumentException(
            key + " must be " + (isSwitch ? "true or false" : "a number"));
      }
      return isSwitch ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
    }

    private static <E extends Enum<E>> E constant(JsonNode json, String key, E[] constants) {
      if (!json.has(key)) {
        throw new IllegalArgumentException(key + " is missing");
      }
      return named(json.path(key).asText(), constants);
    }

    private static <E extends Enum<E>> E named(String name, E[] constants) {
      return Arrays.stream(constants)
          .filter(constant -> Labels.hyphenated(constant).equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(name + " is not known"));
    }
  }
}
