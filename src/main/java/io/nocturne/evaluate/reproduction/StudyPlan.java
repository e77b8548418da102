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
 * What is to be trained.
 *
 * @param base all settings but those that readings and ablations decide
 * @param seeds trainings of each variation, at least 1, from the base's seed upwards
 * @param ablations what is varied besides, of the base as {@link Interpretation#LAST_PIECE} has it:
 *     the reading whose figures are prediction alone
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

  /** The trainings of each reading, in the order of the seeds. */
  public Map<Interpretation, List<Trial>> readings() {
    Map<Interpretation, List<Trial>> trials = new EnumMap<>(Interpretation.class);
    for (Interpretation reading : Interpretation.values()) {
      trials.put(reading, trials(reading.of(base)));
    }
    return trials;
  }

  /**
   * The trainings of each ablation, one list a variation, the unvaried first.
   *
   * @param ids of the tokens, by which weights are counted
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

  /** Each training once, the readings first. */
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
}
