package io.nocturne.evaluate.reproduction;

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
}
