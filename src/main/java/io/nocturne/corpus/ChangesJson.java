package io.nocturne.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.music.Key;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.rhythm.Quantizer.QuantizationError;
import io.nocturne.token.Encoding.EncodingLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes what changed of a file's notes in {@code report.json}, if anything did. */
final class ChangesJson {
  private static final String OUT_OF_RANGE = "outside";
  private static final String LATE = "late";
  private static final String FOLDED = "folded";
  private static final String PERCUSSION = "percussion";
  private static final String UNSELECTED = "unselected";
  private static final String UNKNOWN = "unknown";
  private static final String QUANTIZATION = "quantisation";
  private static final String KEYS = "keys";

  private ChangesJson() {}

  /** Writes the means of a whole corpus, for readers; {@link #read} does not need them. */
  static void writeMeans(QuantizationError all, ObjectNode root) {
    if (all.notes() > 0) {
      root.putObject(QUANTIZATION)
          .put("notes", all.notes())
          .put("moved", all.moved())
          .put("meanOnsetError", all.meanOnsetError())
          .put("largestOnsetError", all.largestOnsetError())
          .put("resized", all.resized())
          .put("meanLengthError", all.meanLengthError())
          .put("largestLengthError", all.largestLengthError())
          .put("merged", all.merged())
          .put("restruck", all.restruck())
          .put("cut", all.truncated())
          .put("signatures", all.signatures());
    }
  }

  static void write(Changes changes, int maxSilences, ObjectNode file) {
    writeLosses(changes.loss(), changes.percussion(), changes.unselected(), file);
    TimingJson.write(changes.timing(), maxSilences, file);
    if (!changes.keys().isEmpty()) {
      var keys = file.putArray(KEYS);
      for (KeyChange change : changes.keys()) {
        ObjectNode entry = keys.addObject();
        change.key().ifPresent(key -> entry.put("key", key.label()));
        entry.put("semitones", change.semitones());
      }
    }
  }

  /** Writes what is left out or changed of notes, those of a file or of many. */
  static void writeLosses(
      EncodingLoss loss, long percussion, Unselected unselected, ObjectNode node) {
    node.put(OUT_OF_RANGE, loss.outOfRange()).put(FOLDED, loss.folded());
    if (loss.late() > 0) {
      node.put(LATE, loss.late());
    }
    if (percussion > 0) {
      node.put(PERCUSSION, percussion);
    }
    if (unselected.notes() > 0) {
      node.putObject(UNSELECTED)
          .put("tracks", unselected.tracks())
          .put("notes", unselected.notes());
    }
    if (loss.unknown() > 0) {
      node.put(UNKNOWN, loss.unknown());
    }
    QuantizationError quantization = loss.quantization();
    if (quantization.notes() > 0) {
      node.putObject(QUANTIZATION)
          .put("notes", quantization.notes())
          .put("moved", quantization.moved())
          .put("onsetError", quantization.onsetError())
          .put("largestOnsetError", quantization.largestOnsetError())
          .put("resized", quantization.resized())
          .put("lengthError", quantization.lengthError())
          .put("largestLengthError", quantization.largestLengthError())
          .put("merged", quantization.merged())
          .put("restruck", quantization.restruck())
          .put("cut", quantization.truncated())
          .put("signatures", quantization.signatures());
    }
  }

  static Changes read(JsonNode file) {
    List<KeyChange> keys = new ArrayList<>();
    for (JsonNode entry : file.path(KEYS)) {
      Optional<Key> key =
          entry.has("key") ? Optional.of(Key.parse(entry.path("key").asText())) : Optional.empty();
      keys.add(new KeyChange(key, number(entry, "semitones").intValue()));
    }
    int percussion = file.has(PERCUSSION) ? ReportFile.count(file, PERCUSSION) : 0;
    return new Changes(percussion, unselected(file), loss(file), keys, TimingJson.read(file));
  }

  static EncodingLoss loss(JsonNode node) {
    return new EncodingLoss(
        ReportFile.whole(node, OUT_OF_RANGE),
        node.has(LATE) ? ReportFile.whole(node, LATE) : 0,
        ReportFile.whole(node, FOLDED),
        node.has(UNKNOWN) ? number(node, UNKNOWN).longValue() : 0,
        quantization(node.path(QUANTIZATION)));
  }

  static long percussion(JsonNode node) {
    return node.has(PERCUSSION) ? ReportFile.whole(node, PERCUSSION) : 0;
  }

  static Unselected unselected(JsonNode node) {
    JsonNode left = node.path(UNSELECTED);
    return left.isMissingNode()
        ? Unselected.NONE
        : new Unselected(ReportFile.count(left, "tracks"), ReportFile.whole(left, "notes"));
  }

  private static QuantizationError quantization(JsonNode node) {
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
