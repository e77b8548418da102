package io.nocturne.evaluate.reproduction;

import io.nocturne.evaluate.reproduction.StudyPlan.Ablation;
import io.nocturne.io.html.Report;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of the study run again.
 *
 * @param facts the facts of the reproduction by name, in order: corpus, versions, machine
 * @param readings the trainings of each reading, one per seed
 * @param ablations the trainings of each ablation: one list per variation, the base first
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

  /** Returns the results as a report to read. */
  public Report toReport() {
    return ReproductionReport.of(this);
  }

  /** Returns the results as a JSON document in UTF-8. */
  public byte[] toJson() throws IOException {
    return ReproductionJson.bytes(this);
  }
}
