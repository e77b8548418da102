package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserIOException;
import io.nocturne.export.SavedModelSummary.SignatureText;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

class SavedModelSummaryTest {
  @TempDir private Path folder;

  @Test
  void namesSignaturesWithTheTypesAndShapesOfTheirTensors() throws IOException {
    SavedModelSummary summary = SavedModelSummary.read(exported());

    assertThat(summary.signatures())
        .contains(
            new SignatureText(
                "serving_default",
                List.of("notes: int32 [-1, 5]"),
                List.of("logits: float32 [-1, 7]", "probabilities: float32 [-1, 7]")),
            new SignatureText(
                "generate",
                List.of(
                    "memory: float32 []",
                    "primer: int32 [-1, 5]",
                    "seed: int32 [2]",
                    "steps: int32 []",
                    "temperature: float32 []",
                    "top_k: int32 []"),
                List.of("notes: int32 [-1, -1]")));
  }

  @Test
  void namesTheVariablesInTheOrderOfTheLayers() throws IOException {
    assertThat(SavedModelSummary.read(exported()).variables())
        .startsWith("embedding/embeddings", "bidirectional_0/forward/kernel")
        .endsWith("dense/kernel", "dense/bias");
  }

  @Test
  void readsAModelThatSaysNothingOfItself() throws IOException {
    write(
        SavedModel.newBuilder()
            .addMetaGraphs(MetaGraphDef.getDefaultInstance())
            .build()
            .toByteArray());

    assertThat(SavedModelSummary.read(folder))
        .isEqualTo(new SavedModelSummary("", List.of(), List.of(), List.of()));
  }

  @Test
  void refusesADamagedFile() throws IOException {
    write(new byte[] {1, 2, 3});

    assertThatThrownBy(() -> SavedModelSummary.read(folder))
        .isInstanceOf(UserIOException.class)
        .hasMessage(folder + ": saved_model.pb is damaged; export it again");
  }

  @Test
  void refusesAFileWithoutGraph() throws IOException {
    write(new byte[0]);

    assertThatThrownBy(() -> SavedModelSummary.read(folder))
        .hasMessage(folder + ": saved_model.pb has no graph; export it again");
  }

  private Path exported() throws IOException {
    Path out = folder.resolve("out");
    ModelSpec spec = Networks.spec(Targets.LAST);
    Networks.train(spec, folder);
    try (InferenceModel model = Networks.trained(spec, folder)) {
      SavedModelWriter.write(model, Networks.loop(model), Networks.VOCABULARY, out);
    }
    return out;
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(folder.resolve("saved_model.pb"), bytes);
  }
}
