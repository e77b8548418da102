package io.nocturne.checkpoint;

import static io.nocturne.fuzz.HostileInput.replacement;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.checkpoint.RunFolder.ImportInfo;
import io.nocturne.fuzz.HostileInput;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryWeights;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
class RunFolderFuzzTest {
  private static final List<String> FILES =
      List.of("run.json", "progress.json", "memory.json", "import.json");

  @TempDir private static Path parent;

  static Stream<byte[]> seeds() throws IOException {
    Path run = SmallRuns.begin(parent.resolve("run")).path();
    RunJson.write(run.resolve("progress.json"), 1, SmallRuns.progress("ckpt-2-7", 2));
    RunJson.write(run.resolve("import.json"), 1, new ImportInfo("m.keras", "ab12"));
    String trained =
        """
        {"format": 2, "nocturne": "1", "tensorflow": "2", "created": "",
         "corpus": {"path": "songs", "fingerprint": "ab", "pieces": 3, "tokens": 45,
           "provenance": null},
         "config": %s}
        """;
    MemoryWeights weights = new MemoryWeights(List.of(), List.of(0.5), 0.2);
    RunJson.write(
        run.resolve("memory.json"),
        2,
        new FittedMemory("best-1", weights, List.of(weights), 5, 1.5, 1.25));
    return Stream.of(
        replacement(0, Files.readString(run.resolve("run.json"))),
        replacement(0, trained.formatted(TrainSpec.paper().toJson())),
        replacement(1, Files.readString(run.resolve("progress.json"))),
        replacement(2, Files.readString(run.resolve("memory.json"))),
        replacement(3, Files.readString(run.resolve("import.json"))));
  }

  @MethodSource("seeds")
  @FuzzTest
  void aRunIsReadOrItsFileIsNamed(byte[] input) throws IOException {
    Path run = parent.resolve("run");
    HostileInput.readReplaced(
        FILES.stream().map(run::resolve).toList(), input, () -> everything(run));
  }

  private static RunFolder everything(Path run) throws IOException {
    RunFolder opened = RunFolder.open(run);
    opened.info().preprocessing();
    opened.imported();
    opened.checkpoints().memory();
    assertThat(opened.checkpoints().best()).hasParentRaw(run);
    if (opened.info().config().has("fit")) {
      TrainSpec.of(opened);
      TensorBoardSpec.of(opened);
    }
    return opened;
  }
}
