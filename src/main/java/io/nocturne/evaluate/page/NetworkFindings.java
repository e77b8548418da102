package io.nocturne.evaluate.page;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results about a network.
 *
 * @param data the name of the evaluated corpus that the reader knows
 * @param facts the facts of the run by name, in order
 * @param epochs the epochs of its training, in order; empty if it was trained elsewhere
 */
public record NetworkFindings(
    String data, Map<String, String> facts, List<EpochLog> epochs, Evaluation evaluation) {
  public NetworkFindings {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    epochs = List.copyOf(epochs);
  }
}
