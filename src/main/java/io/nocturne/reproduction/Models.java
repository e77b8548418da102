package io.nocturne.reproduction;

import io.nocturne.model.Directions;
import io.nocturne.model.LayerSummary;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;

/** Networks that differ in one thing. */
final class Models {
  private Models() {}

  static ModelSpec with(ModelSpec model, Targets targets) {
    return new ModelSpec(
        model.embedding(),
        model.units(),
        model.layers(),
        model.window(),
        model.dropout(),
        targets,
        model.directions());
  }

  static ModelSpec withUnits(ModelSpec model, int units) {
    return new ModelSpec(
        model.embedding(),
        units,
        model.layers(),
        model.window(),
        model.dropout(),
        model.targets(),
        model.directions());
  }

  static ModelSpec withLayers(ModelSpec model, int layers) {
    return new ModelSpec(
        model.embedding(),
        model.units(),
        layers,
        model.window(),
        model.dropout(),
        model.targets(),
        model.directions());
  }

  /** A network that reads from left to right alone, of as nearly as many weights as units allow. */
  static ModelSpec forward(ModelSpec model, TokenIds ids) {
    long wanted = weights(model, ids);
    ModelSpec forward = model.with(Directions.FORWARD);
    int units = 1;
    while (weights(withUnits(forward, units + 1), ids) <= wanted) {
      units++;
    }
    ModelSpec less = withUnits(forward, units);
    ModelSpec more = withUnits(forward, units + 1);
    return wanted - weights(less, ids) <= weights(more, ids) - wanted ? less : more;
  }

  static long weights(ModelSpec model, TokenIds ids) {
    return LayerSummary.of(model, ids).stream().mapToLong(LayerSummary::weights).sum();
  }
}
