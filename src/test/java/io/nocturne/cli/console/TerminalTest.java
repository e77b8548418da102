package io.nocturne.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.console.Console.Terminal;
import io.nocturne.cli.console.Console.Terminal.Feature;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private static Terminal detect(String streams, String columns, Map<String, String> environment) {
    Properties properties = new Properties();
    properties.setProperty("nocturne.terminal", streams);
    properties.setProperty("nocturne.columns", columns);
    return Terminal.detect(properties, environment);
  }

  @Test
  void takesNothingForATerminalUnlessTheLauncherSaysSo() {
    Terminal terminal = Terminal.detect(new Properties(), Map.of("TERM", "xterm"));
    assertThat(terminal.features()).doesNotContain(Feature.OUT, Feature.ERR);
    assertThat(terminal.columns()).isEqualTo(80);
  }

  @Test
  void knowsTheStreamsAndTheWidth() {
    Terminal terminal = detect("out,err", "132", Map.of());
    assertThat(terminal.features()).contains(Feature.OUT, Feature.ERR, Feature.COLOR);
    assertThat(terminal.columns()).isEqualTo(132);
    assertThat(detect(",err", "", Map.of()).has(Feature.OUT)).isFalse();
  }

  @Test
  void usesNoColourWhereNoColorIsSet() {
    assertThat(detect("err", "80", Map.of("NO_COLOR", "1")).has(Feature.COLOR)).isFalse();
    assertThat(detect("err", "80", Map.of("NO_COLOR", "")).has(Feature.COLOR)).isTrue();
  }

  @Test
  void drawsNothingOnADumbTerminal() {
    assertThat(detect("out,err", "80", Map.of("TERM", "dumb")).features()).isEmpty();
  }

  @Test
  void survivesAWidthThatIsNone() {
    assertThat(detect("err", "0", Map.of()).columns()).isEqualTo(80);
    assertThat(detect("err", "3", Map.of()).columns()).isEqualTo(20);
  }
}
