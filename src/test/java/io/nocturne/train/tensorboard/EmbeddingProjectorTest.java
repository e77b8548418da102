package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.token.Vocabulary;
import io.nocturne.train.callback.Callback;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingProjectorTest {
  @TempDir private Path folder;

  @BeforeEach
  void train() throws IOException {
    Vocabulary vocabulary = new Vocabulary(List.of("A0", Vocabulary.PAD));
    try (Callback projector =
        new EmbeddingProjector(folder.resolve("run"), vocabulary, Trainings.model(0))) {
      projector.trainingStarted(Trainings.model(0), Optional.empty());
      projector.epochFinished(Trainings.epoch(0));
    }
  }

  @Test
  void writesARowOfNumbersForEachToken() {
    assertThat(folder.resolve("run/embedding.tsv")).hasContent("1.0\t2.0\n3.0\t4.0\n");
  }

  @Test
  void namesTheTokensInTheirOrder() {
    assertThat(folder.resolve("run/tokens.tsv")).hasContent("A0\n<pad>\n");
  }

  @Test
  void namesTheFilesForThePlugin() {
    assertThat(folder.resolve("run/projector_config.pbtxt"))
        .content()
        .contains("tensor_path: \"embedding.tsv\"")
        .contains("metadata_path: \"tokens.tsv\"");
  }
}
