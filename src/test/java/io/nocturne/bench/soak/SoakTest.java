package io.nocturne.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SoakTest {
  @TempDir Path work;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Recorder recorder(double all) {
    return new Recorder("calls", all, new PrintStream(out, true, UTF_8));
  }

  @Test
  void samplesTheProcessBetweenCallsOfGenerate() throws IOException {
    GenerateSoak.run(4, work, recorder(4));

    // Memory has a fraction, what is counted has not.
    assertThat(out.toString(UTF_8).lines().skip(1))
        .hasSize(4)
        .allSatisfy(row -> assertThat(row).matches(" +[1-4]( +\\d+(\\.\\d)?){2}( +\\d+){3}"));
  }

  @Test
  void failsWhenSomethingIsKept() throws IOException {
    Recorder recorder = recorder(4);
    byte[][] kept = new byte[4][];
    for (int call = 0; call < kept.length; call++) {
      kept[call] = new byte[4 << 20];
      recorder.at(call + 1);
    }

    assertThat(recorder.isFlat()).isFalse();
    assertThat(kept[3]).isNotNull();
  }
}
