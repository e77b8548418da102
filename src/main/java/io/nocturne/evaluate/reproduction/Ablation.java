package io.nocturne.evaluate.reproduction;

import io.nocturne.base.Labels;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.train.TrainSpec;
import java.util.List;
import java.util.stream.Stream;

/** One property of the network that is varied while all else stays the same. */
public enum Ablation {
  /**
   * Both directions or forward alone, whichever the base does not have: with the same number of
   * units, and with a number that keeps the number of weights as close as possible.
   */
  DIRECTIONS {
    @Override
    Stream<Variation> others(TrainSpec base, TokenIds ids) {
      ModelSpec model = base.model();
      Directions other =
          model.directions() == Directions.BOTH ? Directions.FORWARD : Directions.BOTH;
      String name = Labels.of(other);
      ModelSpec equal = WeightBudget.ofEqualWeights(model, other, ids);
      return Stream.of(
          variation(base, model.with(other), name, "%s, %d units".formatted(name, model.units())),
          variation(
              base,
              equal,
              name + "-" + equal.units(),
              "%s, %d units: as many weights".formatted(name, equal.units())));
    }
  },
  /** One layer fewer, if there are at least two, and one more. */
  LAYERS {
    @Override
    Stream<Variation> others(TrainSpec base, TokenIds ids) {
      int layers = base.model().layers();
      return Stream.of(layers - 1, layers + 1)
          .filter(count -> count >= 1 && count <= ModelSpec.MAX_LAYERS)
          .map(
              count ->
                  variation(
                      base,
                      base.model().withLayers(count),
                      String.valueOf(count),
                      count == 1 ? "1 layer" : count + " layers"));
    }
  },
  /** Half of the units, and twice as many. */
  UNITS {
    @Override
    Stream<Variation> others(TrainSpec base, TokenIds ids) {
      int units = base.model().units();
      return Stream.of(Math.max(1, units / 2), 2 * units)
          .filter(count -> count != units)
          .map(
              count ->
                  variation(
                      base,
                      base.model().withUnits(count),
                      String.valueOf(count),
                      count + " units"));
    }
  },
  /** A dropout of 0, and of 0.5. */
  DROPOUT {
    @Override
    Stream<Variation> others(TrainSpec base, TokenIds ids) {
      return Stream.of(0.0, 0.5)
          .filter(share -> share != base.model().dropout())
          .map(
              share ->
                  variation(
                      base,
                      base.model().withDropout(share),
                      String.valueOf(share),
                      "dropout " + share));
    }
  };

  /** Returns the name on the command line and in tables. */
  public String label() {
    return Labels.of(this);
  }

  /** Returns the variations, without the base. */
  List<Variation> variations(TrainSpec base, TokenIds ids) {
    return others(base, ids).toList();
  }

  abstract Stream<Variation> others(TrainSpec base, TokenIds ids);

  Variation variation(TrainSpec base, ModelSpec model, String name, String label) {
    return new Variation(label() + "-" + name, label, base.with(model));
  }
}
