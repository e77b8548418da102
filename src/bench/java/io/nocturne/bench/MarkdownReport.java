package io.nocturne.bench;

import static java.util.stream.Collectors.joining;

import io.nocturne.bench.Case.Unit;
import io.nocturne.bench.Contestant.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A report as a Markdown text: a table for each case, and one for each growth. */
final class MarkdownReport {
  private final List<String> lines = new ArrayList<>();

  private MarkdownReport() {}

  static List<String> of(Report report) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.head(report);
    Map<String, List<CaseResult>> growths = new LinkedHashMap<>();
    for (CaseResult result : report.cases()) {
      String growth = result.contest().growth();
      if (growth.isEmpty()) {
        markdown.contest(result);
      } else {
        growths.computeIfAbsent(growth, name -> new ArrayList<>()).add(result);
      }
    }
    growths.forEach(markdown::growth);
    return List.copyOf(markdown.lines);
  }

  private void head(Report report) {
    Machine machine = report.machine();
    List<String> facts = new ArrayList<>();
    facts.add(machine.processor() + ", " + machine.processors() + " processors");
    machine.memoryBytes().ifPresent(bytes -> facts.add(Quantity.bytes(machine.memoryBytes())));
    facts.add(machine.system());
    report
        .load()
        .ifPresent(load -> facts.add(String.format(Locale.ROOT, "load %.2f before", load)));
    facts.add(report.begun().toString());
    machine.commit().ifPresent(commit -> facts.add("commit " + commit));
    facts.add(report.effort().rounds() + " rounds, medians and ranges");
    line(String.join("; ", facts));
    Map<String, String> versions = new LinkedHashMap<>();
    for (CaseResult result : report.cases()) {
      result.measured().forEach(one -> one.facts().versions().forEach(versions::putIfAbsent));
    }
    if (!versions.isEmpty()) {
      line("");
      line(
          String.join(
              ", ",
              versions.entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .map(entry -> entry.getKey() + " " + entry.getValue())
                  .toList()));
    }
  }

  private void contest(CaseResult result) {
    Case contest = result.contest();
    heading(contest.name(), contest.title());
    List<List<String>> rows = new ArrayList<>();
    for (Measured one : result.measured()) {
      if (one.hasFigures()) {
        Unit unit = one.role() == Role.PEAK ? Unit.FLOPS : contest.unit();
        Spread spread = Spread.of(one.secondsPerUnit());
        rows.add(
            List.of(
                one.name(),
                Quantity.of(spread.median(), unit),
                Quantity.range(spread, unit),
                ratio(result.ratio(one)),
                ratio(result.timesFloor(one)),
                Quantity.bytes(one.peakMemoryBytes())));
      }
    }
    table(List.of("", "median", "range", "nocturne / it", "it / floor", "peak memory"), rows);
    floor(result);
    failures(List.of(result));
  }

  /** Writes the floor, in the unit of the table. */
  private void floor(CaseResult result) {
    List<Double> floor = result.floor();
    if (!floor.isEmpty()) {
      line("");
      line(
          String.format(
              Locale.ROOT,
              "The floor, %.3g GFLOP at the better peak of each round: %s.",
              result.contest().flops().orElseThrow() / 1e9,
              Quantity.of(Spread.of(floor).median(), result.contest().unit())));
    }
  }

  private void growth(String name, List<CaseResult> results) {
    heading(name, results.get(0).contest().title());
    Set<String> contestants = new LinkedHashSet<>();
    for (CaseResult result : results) {
      result.measured().stream()
          .filter(one -> one.role() != Role.PEAK)
          .forEach(one -> contestants.add(one.name()));
    }
    List<String> head = new ArrayList<>(List.of(name));
    head.addAll(contestants);
    List<String> peers = contestants.stream().skip(1).toList();
    peers.forEach(peer -> head.add("nocturne / " + peer));
    head.add("nocturne / floor");
    List<List<String>> rows = new ArrayList<>();
    for (CaseResult result : results) {
      List<String> row = new ArrayList<>(List.of(result.contest().point()));
      contestants.forEach(one -> row.add(timeAndMemory(result, one)));
      peers.forEach(peer -> row.add(ratio(result.of(peer).flatMap(result::ratio))));
      row.add(ratio(result.of("nocturne").flatMap(result::timesFloor)));
      rows.add(row);
    }
    table(head, rows);
    failures(results);
  }

  private static String timeAndMemory(CaseResult result, String name) {
    Optional<Measured> one = result.of(name).filter(Measured::hasFigures);
    if (one.isEmpty()) {
      return "";
    }
    String time =
        Quantity.of(Spread.of(one.get().secondsPerUnit()).median(), result.contest().unit());
    String memory = Quantity.bytes(one.get().peakMemoryBytes());
    return memory.isEmpty() ? time : time + ", " + memory;
  }

  private void failures(List<CaseResult> results) {
    List<String> failures = new ArrayList<>();
    for (CaseResult result : results) {
      for (Measured one : result.measured()) {
        one.failure()
            .ifPresent(
                why ->
                    failures.add(
                        "- %s, %s: %s".formatted(result.contest().name(), one.name(), why)));
      }
    }
    if (!failures.isEmpty()) {
      line("");
      line("Failed:");
      line("");
      lines.addAll(failures);
    }
  }

  private void heading(String name, String title) {
    line("");
    line("## " + name + ": " + title);
    line("");
  }

  /** Writes a table without empty columns; nothing if there are no rows, because all failed. */
  private void table(List<String> head, List<List<String>> rows) {
    if (rows.isEmpty()) {
      line("No figures.");
      return;
    }
    int[] columns =
        IntStream.range(0, head.size())
            .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
            .toArray();
    line(row(head, columns));
    line("|---|" + "---:|".repeat(columns.length - 1));
    rows.forEach(row -> line(row(row, columns)));
  }

  private static String row(List<String> cells, int[] columns) {
    return Arrays.stream(columns).mapToObj(cells::get).collect(joining(" | ", "| ", " |"));
  }

  private void line(String text) {
    lines.add(text);
  }

  private static String ratio(Optional<Spread> ratio) {
    return ratio.map(Quantity::ratio).orElse("");
  }
}
