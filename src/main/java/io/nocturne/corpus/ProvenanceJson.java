package io.nocturne.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Provenance;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Reads and writes where tokens come from in {@code report.json}. */
final class ProvenanceJson {
  private static final String PREPROCESSING = "preprocessing";
  private static final String TEMPO = "tempo";

  private ProvenanceJson() {}

  static void write(Provenance provenance, ObjectNode root) {
    ObjectNode settings = root.putObject(PREPROCESSING);
    provenance.preprocessing().options().forEach(settings::put);
    provenance.tempo().ifPresent(tempo -> root.put(TEMPO, tempo));
  }

  /** Returns the provenance; reports of earlier versions lack it. */
  static Optional<Provenance> read(JsonNode root) {
    if (!root.has(PREPROCESSING)) {
      return Optional.empty();
    }
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> setting : root.path(PREPROCESSING).properties()) {
      settings.put(setting.getKey(), setting.getValue().asText());
    }
    OptionalDouble tempo =
        root.has(TEMPO)
            ? OptionalDouble.of(ChangesJson.number(root, TEMPO).doubleValue())
            : OptionalDouble.empty();
    return Optional.of(new Provenance(Preprocessing.of(settings), tempo));
  }
}
