package io.nocturne.evaluate.page;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found out about a network.
 *
 * @param data what it was measured on, as the reader knows it
 * @param facts of the run, by name, in order
 * @param epochs of its training, in order; none if it was trained elsewhere
 */
public record NetworkFindings(
    String data, Map<String, String> facts, List<EpochLog> epochs, Evaluation evaluation) {
  public NetworkFindings {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    epochs = List.copyOf(epochs);
  }
}
