package io.nocturne.export.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedArchivesTest {
  private static final String WEIGHTS = "model.weights.h5";
  private static final String KERNEL = "layers/dense/vars/0";

  @TempDir private Path folder;

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(
            () -> KerasFile.read(folder.resolve("no.keras"), Optional.empty(), OptionalInt.empty()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.resolve("no.keras").toString());
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> KerasFile.read(folder, Optional.empty(), OptionalInt.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": is a folder; name a file");
  }

  @Test
  void asksForTheLayersOfWeightsAlone() throws IOException {
    Path file = Files.write(folder.resolve("m.h5"), Archives.golden("sequential").get(WEIGHTS));
    requireRefused(
        file,
        "has weights alone; name the architecture, a file with model.to_json() or a saved model of"
            + " the same layers");
  }

  @Test
  void refusesAFileThatIsNotAZip() throws IOException {
    Path file = Files.writeString(folder.resolve("m.keras"), "no zip file");
    requireRefused(
        file,
        "is not a Keras archive, or a damaged one (zip END header not found); save the model with"
            + " model.save(\"NAME.keras\")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata.json", "config.json", WEIGHTS})
  void refusesAnArchiveThatLacksAFile(String name) throws IOException {
    Map<String, byte[]> entries = Archives.golden("sequential");
    entries.remove(name);
    requireRefused(
        Archives.write(entries, folder),
        "has no %s, so it is not a Keras 3 archive; save the model with Keras 3 and model.save(\"NAME.keras\")"
            .formatted(name));
  }

  @Test
  void refusesAByteThatHasChanged() throws IOException {
    Path file = Archives.write(Archives.golden("sequential"), folder);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1; // Within the weights, which are stored as they are.
    Files.write(file, bytes);
    requireRefused(
        file, "model.weights.h5 is damaged: its checksum differs; copy or save the archive again");
  }

  @Test
  void refusesAConfigurationThatIsNotJson() throws IOException {
    byte[] half = Arrays.copyOf(Archives.golden("sequential").get("config.json"), 100);
    assertThatThrownBy(
            () -> Archives.read(Archives.with("sequential", "config.json", half, folder)))
        .isInstanceOf(UserIOException.class)
        .hasMessageContaining(": config.json is damaged: Unexpected end-of-input")
        .hasMessageEndingWith("; save the model again");
  }

  @Test
  void readsNoMoreThanTheWeightsOfTheNetworkNeed() throws IOException {
    requireRefused(
        padded(Archives.golden("sequential")),
        "model.weights.h5 is larger than 4202824 bytes, which is more than such a model needs; save"
            + " it again");
  }

  @Test
  void readsNoMoreThanWeightsCanBeCompressed() throws IOException {
    Map<String, byte[]> entries = Archives.golden("sequential");
    String config = new String(entries.get("config.json"), StandardCharsets.UTF_8);
    // Two million tokens, whose weights could be larger than the padding.
    config = config.replaceAll("\"(input_dim|units)\": 6,", "\"$1\": 2000000,");
    entries.put("config.json", config.getBytes(StandardCharsets.UTF_8));
    Path file = padded(entries);
    requireRefused(
        file,
        "model.weights.h5 is larger than %d bytes, which is more than such a model needs; save it again"
            .formatted((1 << 24) + 64 * Files.size(file)));
  }

  /** Writes an archive whose weights are followed by 64 MB of zeros. */
  private Path padded(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("bomb.keras");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        if (entry.getKey().equals(WEIGHTS)) {
          pad(zip, 64);
        }
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  void refusesAWeightThatIsMissing() throws IOException {
    Map<String, Object> dataSets = dataSets();
    dataSets.remove(KERNEL);
    requireRefused(
        weighted(dataSets),
        "model.weights.h5, layers/dense/vars/0: is missing, must be of shape [6, 6]; save the model"
            + " again");
  }

  @Test
  void refusesAWeightOfAnotherShape() throws IOException {
    Map<String, Object> dataSets = dataSets();
    dataSets.put(KERNEL, new float[5][6]);
    requireRefused(
        weighted(dataSets),
        "model.weights.h5, layers/dense/vars/0: must be of shape [6, 6], was of [5, 6]; save the"
            + " model again");
  }

  @Test
  void refusesAWeightOfOtherNumbers() throws IOException {
    Map<String, Object> dataSets = dataSets();
    dataSets.put(KERNEL, new double[6][6]);
    requireRefused(
        weighted(dataSets),
        "model.weights.h5, layers/dense/vars/0: must be of float32, was of double; save the model"
            + " again");
  }

  @Test
  void refusesAWeightThatIsNotANumber() throws IOException {
    Map<String, Object> dataSets = dataSets();
    float[][] kernel = new float[6][6];
    kernel[0][4] = Float.NaN;
    dataSets.put(KERNEL, kernel);
    requireRefused(
        weighted(dataSets),
        "dense/kernel must be finite, was NaN at 4; save the model as it was before");
  }

  @Test
  void refusesAnOptimizerWithoutAllMoments() throws IOException {
    Map<String, Object> dataSets = dataSets();
    dataSets.remove("optimizer/vars/31");
    requireRefused(
        weighted(dataSets),
        "model.weights.h5, optimizer/vars: must have 32 data sets, had 31; save the model again");
  }

  @Test
  void refusesDimensionsOfMoreValuesThanTheFileHasBytes() throws IOException {
    byte[] weights = Archives.golden("sequential").get(WEIGHTS);
    ByteBuffer bytes = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN);
    int changed = 0;
    for (int at = 0; at < weights.length - 16; at += 8) {
      if (bytes.getLong(at) == 6 && bytes.getLong(at + 8) == 6) { // Of the dense kernel.
        bytes.putLong(at, 1 << 30).putLong(at + 8, 1);
        changed++;
      }
    }
    assertThat(changed).isPositive();
    requireRefused(
        Archives.with("sequential", WEIGHTS, weights, folder),
        "model.weights.h5: layers/dense/vars/0 declares 1073741824 values, more than the file has"
            + " bytes; save the model again");
  }

  @Test
  void readsDamagedHdf5OrRefusesIt() throws IOException {
    byte[] whole = Archives.golden("sequential").get(WEIGHTS);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j < 20; j++) {
        damaged[random.nextInt(i % 2 == 0 ? 2000 : whole.length)] = (byte) random.nextInt();
      }
      try {
        Archives.read(Archives.with("sequential", WEIGHTS, damaged, folder));
      } catch (UserIOException e) {
        assertThat(e).hasMessageMatching("(?s)[^\n]+");
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 200);
  }

  private static void requireRefused(Path file, String message) {
    assertThatThrownBy(() -> Archives.read(file))
        .isInstanceOf(UserIOException.class)
        .hasMessage(file + ": " + message);
  }

  private static void pad(OutputStream out, int megabytes) throws IOException {
    for (int i = 0; i < megabytes; i++) {
      out.write(new byte[1 << 20]);
    }
  }

  /** Keras's data sets by their paths. */
  private static Map<String, Object> dataSets() throws IOException {
    Map<String, Object> dataSets = new TreeMap<>();
    try (HdfFile file = HdfFile.fromBytes(Archives.golden("sequential").get(WEIGHTS))) {
      collect(file, "", dataSets);
    }
    return dataSets;
  }

  private static void collect(Group group, String path, Map<String, Object> dataSets) {
    for (Node node : group) {
      if (node instanceof Group inner) {
        collect(inner, path + node.getName() + "/", dataSets);
      } else {
        dataSets.put(path + node.getName(), ((Dataset) node).getData());
      }
    }
  }

  /** Keras's archive with these data sets for its weights. */
  private Path weighted(Map<String, Object> dataSets) throws IOException {
    Path file = folder.resolve("weights.h5");
    try (WritableHdfFile hdf5 = HdfFile.write(file)) {
      Map<String, WritableGroup> groups = new TreeMap<>(Map.of("", hdf5));
      dataSets.forEach(
          (path, value) -> {
            int slash = path.lastIndexOf('/');
            WeightsWriter.group(groups, path.substring(0, slash))
                .putDataset(path.substring(slash + 1), value);
          });
    }
    return Archives.with("sequential", WEIGHTS, Files.readAllBytes(file), folder);
  }
}
