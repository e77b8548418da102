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

  /** A network that reads in other directions, of as nearly as many weights as units allow. */
  static ModelSpec ofEqualWeights(ModelSpec model, Directions directions, TokenIds ids) {
    long wanted = weights(model, ids);
    ModelSpec other = model.with(directions);
    int units = 1;
    while (weights(withUnits(other, units + 1), ids) <= wanted) {
      units++;
    }
    ModelSpec less = withUnits(other, units);
    ModelSpec more = withUnits(other, units + 1);
    return wanted - weights(less, ids) <= weights(more, ids) - wanted ? less : more;
  }

  static long weights(ModelSpec model, TokenIds ids) {
    return LayerSummary.of(model, ids).stream().mapToLong(LayerSummary::weights).sum();
  }
}
