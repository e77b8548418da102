package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What workers do wrong, and how it is reported. */
@DisabledOnOs(OS.WINDOWS)
class DialogueTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String READY =
      "read x; echo '{\"versions\":{\"lib\":\"1.2\"},\"weights\":7}'; ";

  @TempDir private Path folder;

  private Entrant open(String script, Duration limit) throws Exception {
    Worker worker = new Worker(List.of("sh", "-c", script), "step", Map.of("units", 5));
    return WarmEntrant.open(worker, folder.resolve("worker.log"), limit);
  }

  @Test
  void givesTheTaskAndTakesFactsAndFigures() throws Exception {
    String script =
        "read x; echo \"$x\" >&2; echo '{\"versions\":{\"lib\":\"1.2\"},\"weights\":7}';"
            + " read x; echo \"$x\" >&2; echo '{\"seconds\":0.5,\"work\":4}'";
    try (Entrant entrant = open(script, LONG)) {
      assertThat(entrant.facts()).isEqualTo(new Facts(Map.of("lib", "1.2"), OptionalLong.of(7)));
      assertThat(entrant.round(4)).isEqualTo(new Sample(0.5, 4));
    }
    assertThat(folder.resolve("worker.log"))
        .hasContent("{\"task\":\"step\",\"settings\":{\"units\":5}}\n{\"repetitions\":4}");
  }

  @Test
  void reportsHowACrashedWorkerEndedAndWhatItSaidLast() {
    assertThatThrownBy(() -> open("read x; echo 'out of memory' >&2; exit 3", LONG).close())
        .isInstanceOf(ContestantException.class)
        .hasMessage("ended with 3: out of memory");
  }

  @Test
  void reportsACrashInTheMiddleOfARound() throws Exception {
    try (Entrant entrant = open(READY + "read x; kill -9 $$", LONG)) {
      assertThatThrownBy(() -> entrant.round(1)).hasMessage("ended with 137: it said nothing");
    }
  }

  @Test
  void endsAWorkerThatHangs() throws Exception {
    try (Entrant entrant = open(READY + "exec sleep 600", Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> entrant.round(1)).hasMessage("did not answer within 1 s");
    }
  }

  @Test
  void reportsRubbish() {
    assertThatThrownBy(() -> open("read x; echo Hello, world; read x", LONG).close())
        .hasMessage("answered \"Hello, world\", which is not a JSON object");
  }

  @Test
  void reportsFiguresThatCannotBe() throws Exception {
    try (Entrant entrant =
        open(READY + "read x; echo '{\"seconds\":0,\"work\":1}'; read x", LONG)) {
      assertThatThrownBy(() -> entrant.round(1))
          .hasMessage("answered \"{\"seconds\":0,\"work\":1}\": seconds must be above 0, was 0.0");
    }
  }

  @Test
  void passesOnTheErrorOfAWorker() {
    assertThatThrownBy(
            () ->
                open("read x; echo '{\"error\":\"No module named torch\"}'; read x", LONG).close())
        .hasMessage("No module named torch");
  }

  @Test
  void reportsAProgramThatIsNotThere() {
    Worker worker = new Worker(List.of("no-such-program"), "step", Map.of());
    assertThatThrownBy(() -> WarmEntrant.open(worker, folder.resolve("worker.log"), LONG).close())
        .isInstanceOf(ContestantException.class)
        .hasMessageContaining("no-such-program");
  }
}
