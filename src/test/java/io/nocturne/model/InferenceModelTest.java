package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.runtime.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Result;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class InferenceModelTest {
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int[][] WINDOWS = {{0, 1, 2, 3, 4}, {6, 6, 5, 2, 2}};

  /**
   * Keras 3.15.1 on TensorFlow 2.18.0: Embedding(7, 3), two Bidirectional(GRU(2)), Dense(7), weight
   * i of the k-th variable 0.9 sin(k + 1.7 i), on the windows above.
   */
  private static final float[][] KERAS_LAST = {
    {0.8669982f, -0.45408183f, -0.7499863f, 0.6473451f, 0.58317256f, -0.79762226f, -0.3776341f},
    {0.7998149f, -0.7699013f, -0.6014198f, 0.92488056f, 0.36308825f, -1.0184444f, -0.10064632f}
  };

  /** The logits with return_sequences=True in all layers, at the last position. */
  private static final float[][] KERAS_EVERY = {
    {1.1706624f, -0.6091101f, -1.0137016f, 0.87032986f, 0.7894271f, -1.0737566f, -0.51273185f},
    {1.2163568f, -0.9344775f, -0.9755522f, 1.1858665f, 0.6699674f, -1.3585098f, -0.31989437f}
  };

  @TempDir private Path folder;
  private Path checkpoint;

  @BeforeEach
  void nameTheCheckpoint() {
    checkpoint = folder.resolve("ckpt");
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithKerasWeightForWeight(Targets targets) {
    saveKerasWeights(spec(targets));
    try (InferenceModel model =
        InferenceModel.restore(spec(targets), IDS, checkpoint, Fixtures.SETTINGS)) {
      float[][] expected = targets == Targets.LAST ? KERAS_LAST : KERAS_EVERY;
      Float32Tolerance.ofLogits(spec(targets)).assertClose(model.logits(WINDOWS), expected);
    }
  }

  @Test
  void givesTheProbabilitiesThatTrainingMeasures() {
    ModelSpec spec = spec(Targets.LAST);
    int[] row = {0, 1, 2, 3, 4, 5};
    BatchLoss loss = saveKerasWeights(spec, row);
    try (InferenceModel model = InferenceModel.restore(spec, IDS, checkpoint, Fixtures.SETTINGS)) {
      float[] logits = model.logits(WINDOWS)[0];
      double[] probabilities = ReferenceNetwork.softmax(ReferenceNetwork.toDoubles(logits));
      assertThat(-Math.log(probabilities[5]))
          .isCloseTo(loss.loss(), Float32Tolerance.ofLogits(spec).around(loss.loss()));
    }
  }

  @Test
  void lastOfEveryStepIsTheNextTokensProbability() {
    ModelSpec spec = spec(Targets.EVERY);
    saveKerasWeights(spec);
    try (InferenceModel model = InferenceModel.restore(spec, IDS, checkpoint, Fixtures.SETTINGS);
        TInt32 window = Tensors.ints(Shape.of(1, 5), WINDOWS[1]);
        Result result =
            model
                .session()
                .runner()
                .feed(model.notes(), window)
                .fetch(model.probabilitiesAtEveryPosition().orElseThrow())
                .fetch(model.probabilities())
                .run()) {
      assertThat(result.get(0).shape()).isEqualTo(Shape.of(1, 5, 7));
      float[] every = Tensors.toArray((TFloat32) result.get(0));
      float[] next = Tensors.toArray((TFloat32) result.get(1));
      assertThat(Arrays.copyOfRange(every, 4 * 7, 5 * 7))
          .containsExactly(next, Float32Tolerance.ofLogits(spec).around(next));
    }
  }

  @Test
  void hasEveryStepOnlyWhereEveryStepIsATarget() {
    saveKerasWeights(spec(Targets.LAST));
    try (InferenceModel model =
        InferenceModel.restore(spec(Targets.LAST), IDS, checkpoint, Fixtures.SETTINGS)) {
      assertThat(model.probabilitiesAtEveryPosition()).isEmpty();
    }
  }

  @Test
  void rejectsAWindowOfAnotherLength() {
    saveKerasWeights(spec(Targets.LAST));
    try (InferenceModel model =
        InferenceModel.restore(spec(Targets.LAST), IDS, checkpoint, Fixtures.SETTINGS)) {
      assertThatThrownBy(() -> model.logits(new int[][] {{1, 2, 3}}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("windows must be of length 5, was 3");
    }
  }

  @Test
  void namesACheckpointThatIsMissing() {
    assertThatThrownBy(() -> restore(spec(Targets.LAST)))
        .isInstanceOf(TensorFlowException.class)
        .hasMessageContaining(checkpoint.toString());
  }

  @Test
  void namesTheVariableOfAnotherShape() {
    saveKerasWeights(spec(Targets.LAST));
    assertThatThrownBy(() -> restore(new ModelSpec(3, 4, 2, 5, 0, Targets.LAST)))
        .isInstanceOf(TensorFlowException.class)
        .hasMessageMatching("(?s).*save/(bidirectional_.|dense)/.*shape.*");
  }

  @Test
  void namesTheVariableThatIsMissing() {
    saveKerasWeights(spec(Targets.LAST));
    assertThatThrownBy(() -> restore(new ModelSpec(3, 2, 3, 5, 0, Targets.LAST)))
        .isInstanceOf(TensorFlowException.class)
        .hasMessageContaining("bidirectional_2/");
  }

  @Test
  @SuppressWarnings("try") // closed early on purpose; the end of the block is the second time
  void canBeClosedTwiceAndNotUsedAfterwards() {
    saveKerasWeights(spec(Targets.LAST));
    try (InferenceModel model =
        InferenceModel.restore(spec(Targets.LAST), IDS, checkpoint, Fixtures.SETTINGS)) {
      model.close();
      assertThatThrownBy(() -> model.logits(WINDOWS)).isInstanceOf(IllegalStateException.class);
    }
  }

  private void restore(ModelSpec spec) {
    try (InferenceModel model = InferenceModel.restore(spec, IDS, checkpoint, Fixtures.SETTINGS)) {
      assertThat(model.variables()).isNotEmpty();
    }
  }

  private void saveKerasWeights(ModelSpec spec) {
    saveKerasWeights(spec, new int[] {0, 0, 0, 0, 0, 0});
  }

  /** Saves the golden values' weights and returns the row's loss with them. */
  private BatchLoss saveKerasWeights(ModelSpec spec, int[] row) {
    try (TrainingModel model =
        TrainingModel.create(spec, IDS, OptimizerSpec.ADAM, 1, Fixtures.SETTINGS)) {
      int variable = 0;
      for (var weight : model.weights().entrySet()) {
        float[] values = weight.getValue();
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (0.9 * Math.sin(variable + 1.7 * i));
        }
        model.setWeight(weight.getKey(), values);
        variable++;
      }
      model.save(checkpoint);
      return model.evaluate(row, 1);
    }
  }

  private static ModelSpec spec(Targets targets) {
    return new ModelSpec(3, 2, 2, 5, 0, targets);
  }
}
