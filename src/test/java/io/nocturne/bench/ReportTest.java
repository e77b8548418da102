package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.bench.Case.Unit;
import io.nocturne.bench.Contestant.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Machine MACHINE =
      new Machine("A CPU", 2, OptionalLong.of(25_000_000_000L), "Linux 6", Optional.of("abc"));

  private static Report report(CaseResult... cases) {
    Effort effort = new Effort(3, Duration.ofSeconds(40), Duration.ofMinutes(10));
    Instant begun = Instant.parse("2026-01-02T03:04:05Z");
    return new Report(MACHINE, OptionalDouble.of(0.25), effort, begun, List.of(cases));
  }

  private static CaseResult result(String name, Measured... measured) {
    Case contest = new Case(name, "a step", Unit.STEP, OptionalLong.of(10_000_000_000L), List.of());
    return new CaseResult(contest, List.of(measured));
  }

  private static Measured failed(String name) {
    Measured one = Fake.measured(name, Role.PEER);
    return new Measured(
        one.contestant(), List.of(), Facts.NONE, OptionalLong.empty(), Optional.of("is missing"));
  }

  @Test
  void rendersATableForACase() {
    CaseResult step =
        result(
            "step",
            Fake.measured("nocturne", Role.OURS, 0.1, 0.12, 0.2),
            Fake.measured("Keras", Role.PEER, 0.2, 0.4, 0.4),
            Fake.measured("peak", Role.PEAK, 1e-11, 1e-11, 1e-11),
            failed("PyTorch"));
    assertThat(String.join("\n", MarkdownReport.of(report(step))) + "\n")
        .isEqualTo(
            """
            A CPU, 2 processors; 25.0 GB; Linux 6; load 0.25 before; 2026-01-02T03:04:05Z; \
            commit abc; 3 rounds, medians and ranges

            lib 1.0

            ## step: a step

            |  | median | range | nocturne / it | it / floor | peak memory |
            |---|---:|---:|---:|---:|---:|
            | nocturne | 120 ms | 100 ms to 200 ms |  | 1.20 (1.00 to 2.00) | 1.50 GB |
            | Keras | 400 ms | 200 ms to 400 ms | 0.500 (0.300 to 0.500) | 4.00 (2.00 to 4.00) \
            | 1.50 GB |
            | peak | 100 GFLOP/s | 100 GFLOP/s to 100 GFLOP/s |  |  | 1.50 GB |

            The floor, 10.0 GFLOP at the better peak of each round: 100 ms.

            Failed:

            - step, PyTorch: is missing
            """);
  }

  @Test
  void rendersATableForAGrowth() {
    CaseResult small =
        result(
            "batch=1",
            Fake.measured("nocturne", Role.OURS, 0.01),
            Fake.measured("Keras", Role.PEER, 0.04),
            Fake.measured("peak", Role.PEAK, 1e-12));
    CaseResult large =
        result("batch=8", Fake.measured("nocturne", Role.OURS, 0.02), failed("Keras"));
    List<String> lines = MarkdownReport.of(report(small, large));
    assertThat(lines.subList(lines.indexOf("## batch: a step"), lines.size()))
        .containsExactly(
            "## batch: a step",
            "",
            "| batch | nocturne | Keras | nocturne / Keras | nocturne / floor |",
            "|---|---:|---:|---:|---:|",
            "| 1 | 10.0 ms, 1.50 GB | 40.0 ms, 1.50 GB | 0.250 (0.250 to 0.250) | 1.00 (1.00 to 1.00) |",
            "| 8 | 20.0 ms, 1.50 GB |  |  |  |",
            "",
            "Failed:",
            "",
            "- batch=8, Keras: is missing");
  }

  @Test
  void saysSoWhenNobodyFinished() {
    assertThat(MarkdownReport.of(report(result("step", failed("Keras")))))
        .contains("No figures.", "- step, Keras: is missing");
  }

  @Test
  void writesEveryRoundAsJson() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                JsonReport.of(
                    report(result("step", Fake.measured("nocturne", Role.OURS, 0.1, 0.2)))));
    assertThat(json.at("/format").asInt()).isEqualTo(1);
    assertThat(json.at("/machine/processors").asInt()).isEqualTo(2);
    assertThat(json.at("/cases/0/flops").asLong()).isEqualTo(10_000_000_000L);
    assertThat(json.at("/cases/0/contestants/0/rounds").toString())
        .isEqualTo("[{\"seconds\":1.0,\"work\":10.0},{\"seconds\":2.0,\"work\":10.0}]");
    assertThat(json.at("/cases/0/contestants/0/versions/lib").asText()).isEqualTo("1.0");
  }
}
