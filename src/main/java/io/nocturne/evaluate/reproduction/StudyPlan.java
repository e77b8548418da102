package io.nocturne.evaluate.reproduction;

import io.nocturne.base.Labels;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.train.TrainSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The trainings of a study.
 *
 * @param base all settings but those that readings and ablations vary
 * @param seeds the number of trainings of each variation, at least 1, with consecutive seeds from
 *     the base's on
 * @param ablations the properties that are also varied, in the reading {@link
 *     Interpretation#LAST_PIECE}, whose figures are prediction alone
 */
public record StudyPlan(TrainSpec base, int seeds, SortedSet<Ablation> ablations) {
  /** The reading that ablations vary. */
  public static final Interpretation ABLATED = Interpretation.LAST_PIECE;

  public StudyPlan {
    ablations = new TreeSet<>(ablations);
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, were " + seeds);
    }
    if (base.fit().seed() > Long.MAX_VALUE - seeds) {
      throw new IllegalArgumentException(
          "seed must be at most %d for %d seeds, was %d"
              .formatted(Long.MAX_VALUE - seeds, seeds, base.fit().seed()));
    }
    ModelSpec model = base.model();
    if (!ablations.isEmpty() && model.units().size() + model.dropouts().dropout().size() > 2) {
      throw new IllegalArgumentException(
          "ablations must be of a network whose layers have the same units and dropout, were of units %s and dropout %s"
              .formatted(model.units(), model.dropouts().dropout()));
    }
  }

  /** Returns the trainings of each reading, in the order of the seeds. */
  public Map<Interpretation, List<Trial>> readings() {
    Map<Interpretation, List<Trial>> trials = new EnumMap<>(Interpretation.class);
    for (Interpretation reading : Interpretation.values()) {
      trials.put(reading, trials(reading.of(base)));
    }
    return trials;
  }

  /**
   * Returns the trainings of each ablation, one list per variation, the base first.
   *
   * @param ids the tokens, by which weights are counted
   */
  public Map<Ablation, List<List<Trial>>> ablations(TokenIds ids) {
    TrainSpec varied = ABLATED.of(base).spec();
    Map<Ablation, List<List<Trial>>> trials = new EnumMap<>(Ablation.class);
    for (Ablation ablation : ablations) {
      List<List<Trial>> all = new ArrayList<>();
      all.add(readings().get(ABLATED));
      ablation.variations(varied, ids).forEach(variation -> all.add(trials(variation)));
      trials.put(ablation, all);
    }
    return trials;
  }

  /** Returns each training once, the readings first. */
  public List<Trial> trials(TokenIds ids) {
    return Stream.concat(
            readings().values().stream(), ablations(ids).values().stream().flatMap(List::stream))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private List<Trial> trials(Variation variation) {
    long first = base.fit().seed();
    return LongStream.range(first, first + seeds).mapToObj(variation::trial).toList();
  }

  /**
   * One training of a variation.
   *
   * @param spec the settings of the variation, with this trial's seed
   */
  public record Trial(Variation variation, TrainSpec spec) {

    /** Returns the name of its run: {@code last-window-1} for seed 1. */
    public String run() {
      return variation.name() + "-" + seed();
    }

    /** Returns its random seed. */
    public long seed() {
      return spec.fit().seed();
    }
  }

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
            variation(
                base, model.with(other), name, "%s, %d units".formatted(name, model.units(0))),
            variation(
                base,
                equal,
                name + "-" + equal.units(0),
                "%s, %d units: as many weights".formatted(name, equal.units(0))));
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
        int units = base.model().units(0);
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
            .filter(share -> share != base.model().dropouts().dropout(0))
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
}
