package io.nocturne.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.UserException;
import io.nocturne.checkpoint.EarlierSettings;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.corpus.Corpus;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec;
import io.nocturne.model.AdamSpec;
import io.nocturne.model.ModelSpec;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides how a training goes; the same corpus and the same spec give the same run.
 *
 * @param model the network
 * @param optimizer its update step
 * @param data the windows
 * @param fit how long and in what portions
 * @param session how TensorFlow uses the machine
 */
public record TrainSpec(
    ModelSpec model, AdamSpec optimizer, DataSpec data, FitSpec fit, SessionSettings session) {

  /** The published study's training on this machine. */
  public static TrainSpec paper() {
    return new TrainSpec(
        ModelSpec.PAPER,
        AdamSpec.KERAS,
        DataSpec.DEFAULT,
        FitSpec.PAPER,
        SessionSettings.defaults());
  }

  /** This with another network. */
  public TrainSpec with(ModelSpec other) {
    return new TrainSpec(other, optimizer, data, fit, session);
  }

  /** This with another update step. */
  public TrainSpec with(AdamSpec other) {
    return new TrainSpec(model, other, data, fit, session);
  }

  /** This with other windows. */
  public TrainSpec with(DataSpec other) {
    return new TrainSpec(model, optimizer, other, fit, session);
  }

  /** This for another time or in other portions. */
  public TrainSpec with(FitSpec other) {
    return new TrainSpec(model, optimizer, data, other, session);
  }

  /** This on other threads. */
  public TrainSpec with(SessionSettings other) {
    return new TrainSpec(model, optimizer, data, fit, other);
  }

  /** The spec as {@code run.json} keeps it. */
  public ObjectNode toJson() {
    return RunJson.toJson(this);
  }

  /**
   * The spec that {@link #toJson} made this of, in this version or an earlier one.
   *
   * @throws IllegalArgumentException naming the key that is missing, unknown or out of range
   */
  public static TrainSpec fromJson(ObjectNode json) {
    return RunJson.fromJson(EarlierSettings.completed(json), TrainSpec.class);
  }

  /**
   * The spec that a run was begun with.
   *
   * @throws RunException if its {@code run.json} is damaged, naming the key
   */
  public static TrainSpec of(RunFolder run) throws RunException {
    try {
      return fromJson(run.info().config().deepCopy().without(TensorBoardSpec.GROUP));
    } catch (IllegalArgumentException e) {
      throw RunException.damaged(run.path().resolve("run.json"), "config: " + e.getMessage(), e);
    }
  }

  /**
   * Whether a run of one spec can go on with the other: they differ in nothing but epochs,
   * patience, minDelta, checkpointEvery and keep, which change no step, and the device and its
   * threads, which change the last digits.
   */
  public boolean isResumableAs(TrainSpec other) {
    FitSpec otherFit = other.fit;
    FitSpec sameSteps =
        new FitSpec(
            fit.batchSize(),
            otherFit.epochs(),
            otherFit.patience(),
            otherFit.minDelta(),
            otherFit.checkpointEvery(),
            otherFit.keep(),
            fit.seed());
    return with(sameSteps).onMachineOf(other).equals(other);
  }

  /**
   * What another spec has otherwise, as one would tell it: {@code epochs 6, now 12}. Device and
   * threads, which a machine decides, are not compared.
   */
  public List<String> differences(TrainSpec other) {
    ObjectNode own = onMachineOf(other).toJson();
    ObjectNode others = other.toJson();
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, JsonNode> group : own.properties()) {
      for (Map.Entry<String, JsonNode> setting : group.getValue().properties()) {
        String was = setting.getValue().asText();
        String is = others.path(group.getKey()).path(setting.getKey()).asText();
        if (!is.equals(was)) {
          differences.add("%s %s, now %s".formatted(setting.getKey(), was, is));
        }
      }
    }
    return differences;
  }

  private TrainSpec onMachineOf(TrainSpec other) {
    return with(other.session.with(session.precision()));
  }

  /**
   * Cuts a corpus into training and validation windows.
   *
   * @throws UserException if either would be empty
   */
  public Split split(Corpus corpus) {
    return Split.of(corpus, windows(), new SplitSpec(data.split(), data.validation(), fit.seed()));
  }

  /** How the corpus's pieces are cut. */
  public WindowSpec windows() {
    return new WindowSpec(model.window(), data.stride(), data.openings());
  }
}
