package io.nocturne.export;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunFolder.ImportInfo;
import io.nocturne.export.keras.KerasFile;
import io.nocturne.export.keras.KerasModel;
import io.nocturne.export.keras.KerasModel.KerasTraining;
import io.nocturne.io.file.Sha256;
import io.nocturne.model.OptimizerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A trained network to import as a run.
 *
 * @param source a file that Keras saved, the folder of a SavedModel by nocturne or Keras 2, or the
 *     start of the names of a checkpoint's files
 * @param run the run's folder, usually {@code checkpoints/RUN}
 * @param architecture a file with the layers of a source that has weights alone
 * @param vocabulary the {@code vocabulary.json} of its tokens, if the source has none or another
 *     one
 * @param window the number of tokens it reads at once, if the source leaves that open
 */
public record ImportJob(
    Path source,
    Path run,
    Optional<Path> architecture,
    Optional<Path> vocabulary,
    OptionalInt window) {

  /** Reads the network; a SavedModel by nocturne is converted to an equal Keras model. */
  KerasModel read() throws IOException {
    if (isCheckpoint()) {
      return keras2(Optional.empty(), source);
    }
    if (!isSavedModel()) {
      return KerasFile.read(source, architecture, window);
    }
    if (!Files.exists(SavedModelLayout.description(source))) {
      Optional<String> metadata = KerasMetadata.read(source);
      if (metadata.isPresent()) {
        return keras2(metadata, SavedModelLayout.checkpoint(source));
      }
    }
    SavedNetwork network = SavedNetwork.read(source);
    return new KerasModel(
        network.spec(),
        network.ids().count(),
        network.state(),
        KerasTraining.with(OptimizerSpec.ADAM, network.ids().pad()),
        Optional.of(new String(network.vocabularyJson(), StandardCharsets.UTF_8)));
  }

  private KerasModel keras2(Optional<String> metadata, Path prefix) throws IOException {
    return KerasFile.read(source, ObjectGraph.open(source, prefix), metadata, architecture, window);
  }

  private boolean isSavedModel() {
    return SavedModelSummary.isSavedModel(source);
  }

  /** Returns whether the source is the start of the names of a checkpoint's files. */
  private boolean isCheckpoint() {
    return !Files.exists(source) && Files.isRegularFile(SavedModelLayout.index(source));
  }

  /** Returns the source, for the run. */
  ImportInfo origin() throws IOException {
    Path weights = isSavedModel() ? SavedModelSummary.weights(source) : source;
    return new ImportInfo(
        source.toString(), Sha256.hex(isCheckpoint() ? SavedModelLayout.data(source) : weights));
  }

  /**
   * The result of an import.
   *
   * @param run the new run
   * @param notes the differences between the network's training and nocturne's, a sentence each
   */
  public record ImportResult(RunFolder run, List<String> notes) {
    public ImportResult {
      notes = List.copyOf(notes);
    }
  }
}
