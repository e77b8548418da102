package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProgramEntrantTest {
  @TempDir private Path folder;

  private ProgramEntrant program(Duration limit, String script) {
    return new ProgramEntrant(List.of("sh", "-c", script), folder.resolve("log"), limit);
  }

  @Test
  void runsTheProgramInItsFolderOnceARepetition() throws Exception {
    program(Duration.ofMinutes(1), "echo run >> runs").round(2);
    assertThat(folder.resolve("runs")).hasContent("run\nrun");
  }

  @Test
  void reportsAProgramThatFails() {
    assertThatThrownBy(
            () -> program(Duration.ofMinutes(1), "echo no such run >&2; exit 1").round(1))
        .isInstanceOf(ContestantException.class)
        .hasMessage("ended with 1: no such run");
  }

  @Test
  void endsAProgramThatTakesTooLong() {
    assertThatThrownBy(() -> program(Duration.ofSeconds(1), "exec sleep 600").round(1))
        .hasMessage("did not end within 1 s");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void seesHowMuchMemoryTheProgramHeld() throws Exception {
    ProgramEntrant program = program(Duration.ofMinutes(1), "sleep 0.5");
    program.round(1);
    assertThat(program.peakMemoryBytes().orElseThrow()).isBetween(100_000L, 100_000_000L);
  }
}
