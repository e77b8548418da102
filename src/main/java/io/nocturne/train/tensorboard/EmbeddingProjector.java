package io.nocturne.train.tensorboard;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.model.ModelView;
import io.nocturne.token.Vocabulary;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.EpochVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes the embedding of the tokens after the last epoch, for the Projector tab: a row of numbers
 * for each token, a file of their names, and the plugin's configuration, in the run's folder.
 *
 * <p>The files are text instead of a checkpoint, because the plugin then shows only the embedding,
 * needs no TensorFlow, and finds the files when the folder is moved.
 */
final class EmbeddingProjector implements Callback {
  private static final String TENSOR = "embedding/embeddings";

  private static final String CONFIG =
      """
      embeddings {
        tensor_name: "%s"
        tensor_path: "embedding.tsv"
        metadata_path: "tokens.tsv"
      }
      """
          .formatted(TENSOR);

  private final Path folder;
  private final Vocabulary vocabulary;
  private final ModelView model;

  EmbeddingProjector(Path folder, Vocabulary vocabulary, ModelView model) {
    this.folder = folder;
    this.vocabulary = vocabulary;
    this.model = model;
  }

  @Override
  public void trainingStarted(ModelView trained, Optional<TrainingProgress> resumed)
      throws IOException {
    Folders.make(folder);
    write("tokens.tsv", String.join("\n", vocabulary.tokens()) + "\n");
    writeEmbedding();
    write("projector_config.pbtxt", CONFIG); // Last, as it names the others.
  }

  @Override
  public EpochVerdict epochFinished(EpochLog log) throws IOException {
    writeEmbedding();
    return EpochVerdict.proceed();
  }

  private void writeEmbedding() throws IOException {
    write("embedding.tsv", rows(model.weights().get(TENSOR)));
  }

  private String rows(float[] values) {
    int width = values.length / vocabulary.size();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      rows.append(values[i]).append((i + 1) % width == 0 ? '\n' : '\t');
    }
    return rows.toString();
  }

  private void write(String name, String content) throws IOException {
    AtomicFile.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }
}
