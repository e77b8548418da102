package io.nocturne.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.KeyChange;
import io.nocturne.music.Key;
import io.nocturne.rhythm.QuantizationError;
import io.nocturne.token.EncodingLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What notes have become, in {@code report.json}; nothing of it where they are as they were. */
final class ChangesJson {
  private static final String OUT_OF_RANGE = "outside";
  private static final String FOLDED = "folded";
  private static final String PERCUSSION = "percussion";
  private static final String UNKNOWN = "unknown";
  private static final String QUANTISATION = "quantisation";
  private static final String KEYS = "keys";

  private ChangesJson() {}

  /** The means of a whole corpus, for those who look; {@link #read} does not need them. */
  static void writeMeans(QuantizationError all, ObjectNode root) {
    if (all.notes() > 0) {
      root.putObject(QUANTISATION)
          .put("notes", all.notes())
          .put("moved", all.moved())
          .put("meanOnsetError", all.meanOnsetError())
          .put("largestOnsetError", all.largestOnsetError())
          .put("resized", all.resized())
          .put("meanLengthError", all.meanLengthError())
          .put("largestLengthError", all.largestLengthError())
          .put("merged", all.merged())
          .put("restruck", all.restruck())
          .put("cut", all.cut())
          .put("signatures", all.signatures());
    }
  }

  static void write(Changes changes, ObjectNode file) {
    file.put(OUT_OF_RANGE, changes.loss().outOfRange()).put(FOLDED, changes.loss().folded());
    if (changes.percussion() > 0) {
      file.put(PERCUSSION, changes.percussion());
    }
    if (changes.loss().unknown() > 0) {
      file.put(UNKNOWN, changes.loss().unknown());
    }
    QuantizationError quantisation = changes.loss().quantization();
    if (quantisation.notes() > 0) {
      file.putObject(QUANTISATION)
          .put("notes", quantisation.notes())
          .put("moved", quantisation.moved())
          .put("onsetError", quantisation.onsetError())
          .put("largestOnsetError", quantisation.largestOnsetError())
          .put("resized", quantisation.resized())
          .put("lengthError", quantisation.lengthError())
          .put("largestLengthError", quantisation.largestLengthError())
          .put("merged", quantisation.merged())
          .put("restruck", quantisation.restruck())
          .put("cut", quantisation.cut())
          .put("signatures", quantisation.signatures());
    }
    TimingJson.write(changes.timing(), file);
    if (!changes.keys().isEmpty()) {
      var keys = file.putArray(KEYS);
      for (KeyChange change : changes.keys()) {
        ObjectNode entry = keys.addObject();
        change.key().ifPresent(key -> entry.put("key", key.label()));
        entry.put("semitones", change.semitones());
      }
    }
  }

  static Changes read(JsonNode file) {
    List<KeyChange> keys = new ArrayList<>();
    for (JsonNode entry : file.path(KEYS)) {
      Optional<Key> key =
          entry.has("key") ? Optional.of(Key.parse(entry.path("key").asText())) : Optional.empty();
      keys.add(new KeyChange(key, number(entry, "semitones").intValue()));
    }
    var loss =
        new EncodingLoss(
            ReportFile.count(file, OUT_OF_RANGE),
            ReportFile.count(file, FOLDED),
            file.has(UNKNOWN) ? number(file, UNKNOWN).longValue() : 0,
            quantisation(file.path(QUANTISATION)));
    int percussion = file.has(PERCUSSION) ? ReportFile.count(file, PERCUSSION) : 0;
    return new Changes(percussion, loss, keys, TimingJson.read(file));
  }

  private static QuantizationError quantisation(JsonNode node) {
    return node.isMissingNode()
        ? QuantizationError.NONE
        : new QuantizationError(
            number(node, "notes").longValue(),
            number(node, "moved").longValue(),
            number(node, "onsetError").doubleValue(),
            number(node, "largestOnsetError").doubleValue(),
            number(node, "resized").longValue(),
            number(node, "lengthError").doubleValue(),
            number(node, "largestLengthError").doubleValue(),
            number(node, "merged").longValue(),
            // Reports of earlier versions lack it.
            node.has("restruck") ? number(node, "restruck").longValue() : 0,
            number(node, "cut").longValue(),
            number(node, "signatures").longValue());
  }

  static Number number(JsonNode node, String key) {
    if (!node.path(key).isNumber()) {
      throw new IllegalArgumentException(key + " must be a number");
    }
    return node.path(key).numberValue();
  }
}
