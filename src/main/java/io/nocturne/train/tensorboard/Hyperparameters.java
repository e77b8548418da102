package io.nocturne.train.tensorboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.train.tensorboard.TensorBoardLog.LoggedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of a run for the HParams tab, by the names of their options. */
final class Hyperparameters {
  /** Groups of settings that do not influence the weights. */
  private static final Set<String> OTHER_GROUPS = Set.of("session", TensorBoardSpec.GROUP);

  private static final Set<String> OTHERS = Set.of("checkpoint-every", "keep");

  private Hyperparameters() {}

  /** Returns all settings that can make a difference between two runs. */
  static List<Hyperparameter> of(LoggedRun run) {
    List<Hyperparameter> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> group : run.info().config().properties()) {
      if (!OTHER_GROUPS.contains(group.getKey())) {
        for (Map.Entry<String, JsonNode> setting : group.getValue().properties()) {
          if (!OTHERS.contains(setting.getKey())) {
            all.add(hyperparameter(setting.getKey(), setting.getValue()));
          }
        }
      }
    }
    all.add(Hyperparameter.of("corpus", run.corpus().path()));
    all.add(Hyperparameter.of("tokens", run.tokenizer().name()));
    return all;
  }

  private static Hyperparameter hyperparameter(String name, JsonNode value) {
    if (value.isNumber()) {
      return Hyperparameter.of(name, value.doubleValue());
    }
    return value.isBoolean()
        ? Hyperparameter.of(name, value.booleanValue())
        : Hyperparameter.of(name, RunJson.text(value));
  }
}
