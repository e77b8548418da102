package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.CorpusFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nocturne's worker as a process, on data as the benchmarks make them. */
class WorkerMainTest {
  @TempDir private Path folder;

  private Entrant open(String task, Map<String, Object> settings) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            "io.nocturne.bench.worker.WorkerMain");
    return WarmEntrant.open(
        new Worker(command, task, settings), folder.resolve("log"), Duration.ofMinutes(2));
  }

  private Fixtures fixtures() {
    return new Fixtures(new Installation(folder, Path.of("python3"), folder), Optional.empty());
  }

  @Test
  void readsAFileARepetitionAndCountsItsNotes() throws Exception {
    try (Entrant entrant = open("midi", Map.of("midi", fixtures().midi().toString()))) {
      assertThat(entrant.round(2).work()).isEqualTo(2 * 1555);
    }
  }

  @Test
  void takesTrainingStepsOnAMadeCorpus() throws Exception {
    Workload small = Workload.REFERENCE.withUnits(4).withWindow(5).withNotes(500);
    Path corpus = fixtures().corpus(500);
    Map<String, Object> settings = new HashMap<>(small.settings());
    settings.put("corpus", corpus.toString());
    try (Entrant entrant = open("step", settings)) {
      // 128 x 128 for tokens; (128 + 4) x 12 + 24 and (8 + 4) x 12 + 24, twice; 8 x 128 + 128.
      assertThat(entrant.facts().weights()).hasValue(16_384 + 2 * (1_608 + 168) + 1_152);
      assertThat(entrant.round(3).work()).isEqualTo(3);
    }
  }

  @Test
  void saysWhatItCannotDo() {
    assertThatThrownBy(() -> open("fly", Map.of()).close())
        .hasMessage("java.lang.IllegalArgumentException: there is no task fly");
  }

  @Test
  void findsTheSameTokensInTheCorpusAndInThePeersFile() throws Exception {
    Path corpus = fixtures().corpus(25_000);
    assertThat(Files.size(corpus.resolve("tokens.u8"))).isEqualTo(25_000);
    byte[] tokens = Files.readAllBytes(corpus.resolve("tokens.u8"));
    try (Stream<Integer> ids =
        CorpusFolder.read(corpus).pieces().stream()
            .flatMap(piece -> Arrays.stream(piece.tokens().toArray()).boxed())) {
      assertThat(ids.map(Integer::byteValue).toArray(Byte[]::new)).containsExactly(boxed(tokens));
    }
  }

  private static Byte[] boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    Arrays.setAll(boxed, i -> bytes[i]);
    return boxed;
  }
}
