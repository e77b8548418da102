package io.nocturne.evaluate.reproduction;

import io.nocturne.model.Directions;
import io.nocturne.model.LayerSummary;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;

/** Finds the number of units that gives a network a target number of weights. */
final class WeightBudget {
  private WeightBudget() {}

  /** Returns a network that reads in other directions, with the closest number of weights. */
  static ModelSpec ofEqualWeights(ModelSpec model, Directions directions, TokenIds ids) {
    long wanted = LayerSummary.weights(model, ids);
    ModelSpec other = model.with(directions);
    int units = 1;
    while (LayerSummary.weights(other.withUnits(units + 1), ids) <= wanted) {
      units++;
    }
    ModelSpec less = other.withUnits(units);
    ModelSpec more = other.withUnits(units + 1);
    return wanted - LayerSummary.weights(less, ids) <= LayerSummary.weights(more, ids) - wanted
        ? less
        : more;
  }
}
