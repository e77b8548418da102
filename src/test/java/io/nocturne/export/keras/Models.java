package io.nocturne.export.keras;

import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import io.nocturne.model.ModelState.OptimizerState;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Models with random weights, always the same. */
final class Models {

  private Models() {}

  static KerasModel random(ModelSpec spec, int tokens) {
    Random random = new Random(1);
    OptimizerState adam =
        new OptimizerState(
            12345678901L,
            Map.of("m", values(spec, tokens, random), "v", values(spec, tokens, random)));
    return new KerasModel(
        spec,
        tokens,
        new ModelState(values(spec, tokens, random), Optional.of(adam)),
        KerasTraining.with(
            OptimizerSpec.ADAM
                .withLearningRate(0.01)
                .with(Parameter.BETA_1, 0.8)
                .with(Parameter.BETA_2, 0.99)
                .with(Parameter.EPSILON, 1e-6)
                .with(Parameter.CLIP_NORM, 0.5),
            tokens - 1),
        Optional.of("{\"tokens\":[\"\u00e9\"]}"));
  }

  static KerasModel untrained(ModelSpec spec, int tokens) {
    return new KerasModel(
        spec,
        tokens,
        ModelState.of(values(spec, tokens, new Random(2))),
        new KerasTraining(Optional.empty(), OptionalInt.empty(), List.of()),
        Optional.empty());
  }

  private static Map<String, float[]> values(ModelSpec spec, int tokens, Random random) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Weight weight : Weight.all(spec, tokens)) {
      float[] floats = new float[(int) weight.size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = random.nextFloat() - 0.5f;
      }
      values.put(weight.name(), floats);
    }
    return values;
  }
}
