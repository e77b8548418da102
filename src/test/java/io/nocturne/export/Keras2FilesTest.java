package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.base.UserIOException;
import io.nocturne.export.keras.KerasModel;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState.OptimizerState;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Keras 2.15 wrote (src/test/python/make_keras2_goldens.py). */
class Keras2FilesTest {
  private static final int WINDOW = 5;

  @TempDir private static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(Keras2FilesTest.class.getResourceAsStream("keras2.zip"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, zip.readAllBytes());
      }
    }
  }

  private static KerasModel read(String name, Optional<String> architecture) throws IOException {
    ImportJob job =
        new ImportJob(
            folder.resolve(name),
            folder.resolve("run"),
            architecture.map(folder::resolve),
            Optional.empty(),
            name.startsWith("every") ? OptionalInt.of(WINDOW) : OptionalInt.empty());
    return job.read();
  }

  private static KerasModel read(String name) throws IOException {
    return read(name, Optional.empty());
  }

  private static JsonNode expected(String model) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).path(model);
  }

  @Test
  void makesOutTheNetworks() throws IOException {
    assertThat(read("last.h5").spec())
        .isEqualTo(new ModelSpec(3, 2, 2, WINDOW, 0.25, Targets.LAST));
    assertThat(read("every.h5").spec())
        .isEqualTo(new ModelSpec(4, 3, 1, WINDOW, 0, Targets.EVERY, Directions.FORWARD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "every"})
  void predictsWhatKerasPredicted(String name) throws IOException {
    JsonNode json = expected(name);
    KerasModel model = read(name + ".h5");
    int[] window = new ObjectMapper().treeToValue(json.path("window"), int[].class);
    try (TrainingModel network =
        TrainingModel.create(
            model.spec(), new TokenIds(6, 5), OptimizerSpec.ADAM, 1, SessionSettings.defaults())) {
      network.setState(model.state());
      double[] probabilities = softmax(network.logits(new int[][] {window})[0]);
      double[] theirs = new ObjectMapper().treeToValue(json.path("probabilities"), double[].class);
      assertThat(probabilities).containsExactly(theirs, within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "last.keras,",
    "last.weights.h5, last.json",
    "last-weights.h5, last.keras",
    "last-checkpoint, last.h5",
    "last-saved,",
    "keras-2.2.h5,",
    "nested.keras,",
    "nested.h5,",
    "nested-saved,",
    "nested.weights.h5, nested.json",
    "nested-weights.h5, nested.keras",
    "nested-checkpoint, nested.json",
  })
  void readsTheSameWeightsInEveryFormat(String file, String architecture) throws IOException {
    assertThat(read(file, Optional.ofNullable(architecture)).state().weights())
        .usingRecursiveComparison()
        .isEqualTo(read("last.h5").state().weights());
  }

  @ParameterizedTest
  @CsvSource({
    "every.keras,",
    "every.weights.h5, every.json",
    "every-weights.h5, every.keras",
    "every-checkpoint, every.h5",
    "every-saved,",
    "every-saved-2.4,",
  })
  void readsTheSameWeightsOfAFunctionalModel(String file, String architecture) throws IOException {
    assertThat(read(file, Optional.ofNullable(architecture)).state().weights())
        .usingRecursiveComparison()
        .isEqualTo(read("every.h5").state().weights());
  }

  @ParameterizedTest
  @CsvSource({
    "last.keras,, last",
    "last.h5,, last",
    "last.weights.h5, last.h5, last",
    "last-checkpoint, last.h5, last",
    "last-saved,, last",
    "keras-2.2.h5,, last",
    "every.h5,, every",
    "every-checkpoint, every.h5, every",
    "every-saved,, every",
  })
  void resumesAdam(String file, String architecture, String model) throws IOException {
    OptimizerState adam =
        read(file, Optional.ofNullable(architecture)).state().optimizer().orElseThrow();
    assertThat(adam.iterations()).isEqualTo(3);
    double sum = 0;
    for (float[] means : adam.slots().get("m").values()) {
      for (float mean : means) {
        sum += Math.abs(mean);
      }
    }
    assertThat(sum).isCloseTo(expected(model).path("means").doubleValue(), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"last.h5, 0.001", "keras-2.2.h5, 0.001", "every.h5, 0.003", "every-saved, 0.003"})
  void resumesAtTheLearningRate(String file, double rate) throws IOException {
    KerasModel model = read(file);
    assertThat(model.training().optimizer().map(adam -> adam.get(Parameter.LEARNING_RATE)))
        .contains(rate);
    assertThat(model.training().notes()).isEmpty();
  }

  @Test
  void saysThatAnArchiveLacksTheStateOfAnOptimizerOfKeras210() throws IOException {
    KerasModel model = read("every.keras");
    assertThat(model.state().optimizer()).isEmpty();
    assertThat(model.training().notes())
        .containsExactly("the file has no state of its optimizer; Adam starts with zero moments");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last.weights.h5", "last-weights.h5", "last-checkpoint"})
  void asksForTheLayersOfWeightsAlone(String file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UserIOException.class)
        .hasMessage(
            folder.resolve(file)
                + ": has weights alone; name the architecture, a file with model.to_json() or a"
                + " saved model of the same layers");
  }

  @Test
  void refusesAnArchitectureBesideAModel() {
    assertThatThrownBy(() -> read("last.h5", Optional.of("last.json")))
        .isInstanceOf(UserIOException.class)
        .hasMessage(
            folder.resolve("last.h5")
                + ": has an architecture of its own; leave out the other one");
  }

  @Test
  void refusesWeightsOfAnotherNetwork() {
    assertThatThrownBy(() -> read("last-weights.h5", Optional.of("every.json")))
        .isInstanceOf(UserIOException.class)
        .hasMessageContaining("last-weights.h5: ");
  }

  @Test
  void refusesATextAsAModel() {
    assertThatThrownBy(() -> read("last.json"))
        .isInstanceOf(UserIOException.class)
        .hasMessage(
            folder.resolve("last.json")
                + ": describes a model and has no weights; import a file of its weights, and this"
                + " as its architecture");
  }

  private static double[] softmax(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    double[] probabilities = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i]) / sum;
    }
    return probabilities;
  }
}
