package io.nocturne.evaluate.reproduction;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.EvaluationJson;
import io.nocturne.model.BatchLoss;
import java.io.IOException;
import java.util.List;

/** A reproduction for programs; docs/reproduction.md describes it. */
final class ReproductionJson {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = new JsonMapper();

  private ReproductionJson() {}

  /** Returns the reproduction as a JSON document in UTF-8. */
  static byte[] bytes(Reproduction reproduction) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    ObjectNode facts = root.putObject("facts");
    reproduction.facts().forEach(facts::put);
    ObjectNode published = root.putObject("published");
    for (Published figure : Published.values()) {
      published.put(figure.label().replace(' ', '_'), figure.value());
    }
    ArrayNode readings = root.putArray("readings");
    for (List<TrialResult> reading : reproduction.readings().values()) {
      add(readings, reading);
    }
    ObjectNode ablations = root.putObject("ablations");
    for (var ablation : reproduction.ablations().entrySet()) {
      ArrayNode trials = ablations.putArray(ablation.getKey().label());
      for (List<TrialResult> variation : ablation.getValue()) {
        add(trials, variation);
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private static void add(ArrayNode array, List<TrialResult> results) throws IOException {
    for (TrialResult result : results) {
      array.add(json(result));
    }
  }

  private static ObjectNode json(TrialResult result) throws IOException {
    ObjectNode json =
        JSON.createObjectNode()
            .put("run", result.trial().run())
            .put("variation", result.trial().variation().label())
            .put("seed", result.trial().seed())
            .put("weights", result.weights())
            .put("seconds", result.seconds());
    json.set("config", result.trial().spec().toJson());
    json.set("best", json(result.best()));
    ArrayNode epochs = json.putArray("epochs");
    result.epochs().forEach(epoch -> epochs.add(json(epoch)));
    json.set("validation", json(result.validation()));
    json.set("training", json(result.training()));
    ArrayNode samples = json.putArray("samples");
    for (TrialResult.Sample sample : result.samples()) {
      samples
          .addObject()
          .put("notes", sample.piece().noteCount())
          .put("originality", sample.originality().sentence());
    }
    return json;
  }

  private static ObjectNode json(EpochLog epoch) {
    ObjectNode json = JSON.createObjectNode().put("epoch", epoch.epoch());
    put(json, "", epoch.training());
    put(json, "val_", epoch.validation());
    return json.put("seconds", epoch.seconds());
  }

  private static void put(ObjectNode json, String prefix, BatchLoss loss) {
    json.put(prefix + "loss", loss.loss()).put(prefix + "accuracy", loss.accuracy());
  }

  private static ObjectNode json(Evaluation evaluation) throws IOException {
    return (ObjectNode) JSON.readTree(EvaluationJson.bytes(evaluation));
  }
}
