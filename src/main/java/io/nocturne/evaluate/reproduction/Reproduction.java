package io.nocturne.evaluate.reproduction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The study run again, and what came of it.
 *
 * @param facts how it was made, by name, in order: corpus, versions, machine
 * @param readings the trainings of each reading, one a seed
 * @param ablations the trainings of each ablation: one list a variation, the unvaried first
 */
public record Reproduction(
    Map<String, String> facts,
    Map<Interpretation, List<TrialResult>> readings,
    Map<Ablation, List<List<TrialResult>>> ablations) {
  public Reproduction {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    readings = Collections.unmodifiableMap(new TreeMap<>(readings));
    ablations = Collections.unmodifiableMap(new TreeMap<>(ablations));
  }
}
