package io.nocturne.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.ModelMetrics.NamedMetrics;
import io.nocturne.evaluate.Reliability.Bin;
import java.util.List;

/** An evaluation for programs; docs/evaluation.md describes it. */
public final class EvaluationJson {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = new JsonMapper();

  private EvaluationJson() {}

  /** Returns the evaluation as a JSON document in UTF-8. */
  public static byte[] bytes(Evaluation evaluation) {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    root.set("data", data(evaluation.data()));
    root.set("network", model(evaluation.network()));
    evaluation.memory().ifPresent(memory -> root.set("memory", model(memory)));
    evaluation.leak().ifPresent(leak -> root.set("leak", leak(evaluation, leak)));
    ArrayNode baselines = root.putArray("baselines");
    evaluation.baselines().forEach(baseline -> baselines.add(model(baseline)));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and strings is always JSON", e);
    }
  }

  private static ObjectNode data(EvaluatedData data) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("fingerprint", data.fingerprint())
            .put("part", Labels.of(data.part()))
            .put("own", data.isTrainingCorpus())
            .put("pieces", data.pieces())
            .put("windows", data.windows())
            .put("context", Labels.of(data.context()));
    data.overlap()
        .ifPresent(
            overlap ->
                json.putObject("overlap")
                    .put("notes", overlap.notes())
                    .put("same", overlap.same())
                    .put("any_key", overlap.anyKey()));
    return json;
  }

  private static ObjectNode leak(Evaluation evaluation, Leak leak) {
    ObjectNode json =
        JSON.createObjectNode().put("copied", evaluation.copyingAccuracy().getAsDouble());
    json.set("every_position", model(leak.everyPosition()));
    return json;
  }

  private static ObjectNode model(ModelMetrics model) {
    ObjectNode json = JSON.createObjectNode().put("name", model.name());
    json.setAll(metrics(model.total()));
    model
        .bitsPerNoteInterval()
        .ifPresent(
            interval ->
                json.putArray("bits_per_note_interval").add(interval.low()).add(interval.high()));
    json.set("calibration", calibration(model.calibration()));
    ArrayNode positions = json.putArray("positions");
    model.positions().forEach(position -> positions.add(metrics(position)));
    json.set("sections", named(model.sections()));
    json.set("pieces", named(model.pieces()));
    json.set("types", named(model.types()));
    return json;
  }

  private static ArrayNode named(List<NamedMetrics> all) {
    ArrayNode array = JSON.createArrayNode();
    for (NamedMetrics one : all) {
      array.addObject().put("name", one.name()).setAll(metrics(one.metrics()));
    }
    return array;
  }

  /** Returns the number of targets alone if there are none, since nothing has no mean. */
  private static ObjectNode metrics(Metrics metrics) {
    ObjectNode json =
        JSON.createObjectNode().put("targets", metrics.targets()).put("notes", metrics.notes());
    if (metrics.targets() > 0) {
      json.put("loss", metrics.loss())
          .put("perplexity", metrics.perplexity())
          .put("bits_per_token", metrics.bitsPerToken());
      metrics.bitsPerNote().ifPresent(bits -> json.put("bits_per_note", bits));
      json.put("accuracy", metrics.accuracy()).put("top_5_accuracy", metrics.topFiveAccuracy());
    }
    return json;
  }

  private static ObjectNode calibration(Reliability reliability) {
    ObjectNode json =
        JSON.createObjectNode().put("expected_calibration_error", reliability.expectedError());
    ArrayNode rows = json.putArray("bins");
    List<Bin> bins = reliability.bins();
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      ObjectNode row =
          rows.addObject()
              .put("from", (double) i / bins.size())
              .put("to", (i + 1.0) / bins.size())
              .put("targets", bin.targets());
      if (bin.targets() > 0) {
        row.put("confidence", bin.confidence() / bin.targets())
            .put("accuracy", (double) bin.correct() / bin.targets());
      }
    }
    return json;
  }
}
