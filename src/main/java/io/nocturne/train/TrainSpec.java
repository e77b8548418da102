package io.nocturne.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Require;
import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.corpus.Corpus;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec;
import io.nocturne.model.Context;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSettings;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * All settings of a training; the same corpus and the same spec give the same run.
 *
 * @param model the network
 * @param optimizer its update step and learning rate
 * @param data the windows
 * @param fit the length of the training and the size of its steps
 * @param session TensorFlow's use of the machine
 */
public record TrainSpec(
    ModelSpec model, OptimizerSpec optimizer, DataSpec data, FitSpec fit, SessionSettings session) {

  /**
   * The settings that may change when a run is resumed, by their names in {@code run.json}: they
   * change no step, but for the device, which changes the last digits. Those of {@link
   * TensorBoardSpec} may change too.
   */
  public static final List<String> RESUMABLE =
      List.of("epochs", "patience", "min-delta", "checkpoint-every", "keep", "device");

  /** The settings that depend on the machine. */
  private static final List<String> MACHINE =
      List.of("device", "intra-op-threads", "inter-op-threads");

  public TrainSpec {
    if (model.stateful() && data.split() == SplitSpec.By.WINDOW) {
      throw new IllegalArgumentException(
          "stateful must be with split piece, was with split window: states are handed on from a"
              + " piece's beginning to its end");
    }
  }

  /** Returns the settings of the published study on this machine. */
  public static TrainSpec paper() {
    return new TrainSpec(
        ModelSpec.PAPER,
        OptimizerSpec.ADAM,
        DataSpec.DEFAULT,
        FitSpec.PAPER,
        SessionSettings.defaults());
  }

  /** Returns this with another network. */
  public TrainSpec with(ModelSpec other) {
    return new TrainSpec(other, optimizer, data, fit, session);
  }

  /** Returns this with another update step. */
  public TrainSpec with(OptimizerSpec other) {
    return new TrainSpec(model, other, data, fit, session);
  }

  /** Returns this with other windows. */
  public TrainSpec with(DataSpec other) {
    return new TrainSpec(model, optimizer, other, fit, session);
  }

  /** Returns this with another length or other steps. */
  public TrainSpec with(FitSpec other) {
    return new TrainSpec(model, optimizer, data, other, session);
  }

  /** Returns this with other session settings. */
  public TrainSpec with(SessionSettings other) {
    return new TrainSpec(model, optimizer, data, fit, other);
  }

  /** Returns the spec as it is in {@code run.json}. */
  public ObjectNode toJson() {
    return RunJson.toJson(this);
  }

  /**
   * Returns the spec that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException naming the key that is missing, unknown or out of range
   */
  public static TrainSpec fromJson(ObjectNode json) {
    ObjectNode complete = json.deepCopy();
    if (complete.path("data") instanceof ObjectNode data) {
      // Runs from before these settings.
      data.putIfAbsent("augment-tempo", DoubleNode.valueOf(0));
      data.putIfAbsent("augment-velocity", IntNode.valueOf(0));
    }
    return RunJson.fromJson(complete, TrainSpec.class);
  }

  /**
   * Returns the spec that a run was begun with.
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

  /** Returns the differences that keep a run of this spec from being resumed with the other. */
  List<String> fixedDifferences(TrainSpec other) {
    return differences(other, Stream.of(RESUMABLE, MACHINE).flatMap(List::stream).toList(), "now");
  }

  /**
   * Returns the settings in which the other spec differs, each with both values: {@code epochs 6,
   * now 12}. Device and threads, which depend on the machine, are not compared.
   */
  public List<String> differences(TrainSpec other) {
    return differences(other, "now");
  }

  /** Returns the differences with another word before the other's values than {@code now}. */
  List<String> differences(TrainSpec other, String others) {
    return differences(other, MACHINE, others);
  }

  private List<String> differences(TrainSpec other, List<String> ignored, String word) {
    ObjectNode others = other.toJson();
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, JsonNode> group : toJson().properties()) {
      for (Map.Entry<String, JsonNode> setting : group.getValue().properties()) {
        String name = setting.getKey();
        JsonNode now = others.path(group.getKey()).path(name);
        if (!ignored.contains(name) && !now.equals(setting.getValue())) {
          differences.add(
              "%s %s, %s %s"
                  .formatted(name, RunJson.text(setting.getValue()), word, RunJson.text(now)));
        }
      }
    }
    return differences;
  }

  /**
   * Cuts a corpus into training and validation windows.
   *
   * @throws UserException if either would be empty
   */
  public Split split(Corpus corpus) {
    return Split.of(corpus, windows(), new SplitSpec(data.split(), data.validation(), fit.seed()));
  }

  /** Returns the settings that are part of the graph of a training. */
  public OptimizerSettings learning(long stepsPerEpoch) {
    return new OptimizerSettings(
        optimizer, fit.labelSmoothing(), stepsPerEpoch, fit.seed(), fit.batchSize());
  }

  /**
   * Returns the context in which the parts of a split are predicted: that of the network, but
   * windows where the parts share pieces.
   */
  public Context partContext() {
    return data.split() == SplitSpec.By.WINDOW ? Context.WINDOW : model.context();
  }

  /**
   * Returns how the corpus's pieces are cut. Stride and openings have no meaning for a stateful
   * network.
   */
  public WindowSpec windows() {
    return model.stateful()
        ? WindowSpec.following(model.window())
        : new WindowSpec(model.window(), data.stride(), data.openings());
  }

  /**
   * The cutting of a corpus into training and validation windows.
   *
   * @param stride tokens from one window's start to the next one's, at least 1
   * @param openings whether windows may begin before the piece, filled with padding
   * @param split whether whole pieces or single windows are held out for validation
   * @param validation share of the pieces or windows held out, above 0 and below 1
   * @param augment maximum number of semitones by which training windows are transposed, random for
   *     each window and epoch; 0 to {@value #MAX_SEMITONES}
   * @param augmentTempo maximum share by which the times of training windows are made longer or
   *     shorter, for tokens of performances; 0 to {@value #MAX_TEMPO_SHARE}
   * @param augmentVelocity maximum number of bins by which the velocities of training windows are
   *     shifted; 0 to {@value #MAX_BINS}
   */
  public record DataSpec(
      int stride,
      WindowSpec.Openings openings,
      SplitSpec.By split,
      double validation,
      int augment,
      double augmentTempo,
      int augmentVelocity) {
    /** More would be another piece. */
    public static final double MAX_TEMPO_SHARE = 0.5;

    /** The number of velocities. */
    public static final int MAX_BINS = 127;

    /** The maximum is an octave: more moves notes off the keyboard. */
    public static final int MAX_SEMITONES = 12;

    public DataSpec {
      Require.atLeast("stride", stride, 1);
      Objects.requireNonNull(openings, "openings");
      Objects.requireNonNull(split, "split");
      if (!(validation > 0 && validation < 1)) {
        throw new IllegalArgumentException(
            "validation must be above 0 and below 1, was " + validation);
      }
      if (augment < 0 || augment > MAX_SEMITONES) {
        throw new IllegalArgumentException(
            "augment must be 0 to " + MAX_SEMITONES + ", was " + augment);
      }
      if (!(augmentTempo >= 0 && augmentTempo <= MAX_TEMPO_SHARE)) {
        throw new IllegalArgumentException(
            "augment tempo must be 0 to " + MAX_TEMPO_SHARE + ", was " + augmentTempo);
      }
      Require.between("augment velocity", augmentVelocity, 0, MAX_BINS);
    }

    /** Creates a spec with the times and velocities of the corpus. */
    public DataSpec(
        int stride,
        WindowSpec.Openings openings,
        SplitSpec.By split,
        double validation,
        int augment) {
      this(stride, openings, split, validation, augment, 0, 0);
    }

    /** Creates a spec without transposition. */
    public DataSpec(
        int stride, WindowSpec.Openings openings, SplitSpec.By split, double validation) {
      this(stride, openings, split, validation, 0);
    }

    /** The study's windows, split by piece, so that training and validation share no piece. */
    public static final DataSpec DEFAULT =
        new DataSpec(1, WindowSpec.Openings.SKIP, SplitSpec.By.PIECE, SplitSpec.DEFAULT_VALIDATION);
  }
}
