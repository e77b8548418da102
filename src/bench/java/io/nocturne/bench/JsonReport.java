package io.nocturne.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A report with all rounds, for other programs. */
final class JsonReport {
  /** The version of the format, increased by incompatible changes. */
  static final int FORMAT = 1;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static byte[] of(Report report) throws JsonProcessingException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("begun", report.begun().toString());
    report.load().ifPresent(load -> root.put("load", load));
    machine(root.putObject("machine"), report.machine());
    root.putObject("effort")
        .put("rounds", report.effort().rounds())
        .put("budget_seconds", report.effort().budget().toSeconds());
    ArrayNode cases = root.putArray("cases");
    report.cases().forEach(result -> contest(cases.addObject(), result));
    return MAPPER.writeValueAsBytes(root);
  }

  private static void machine(ObjectNode node, Machine machine) {
    node.put("processor", machine.processor()).put("processors", machine.processors());
    machine.memoryBytes().ifPresent(bytes -> node.put("memory_bytes", bytes));
    node.put("system", machine.system());
    machine.commit().ifPresent(commit -> node.put("commit", commit));
  }

  private static void contest(ObjectNode node, CaseResult result) {
    Case contest = result.contest();
    node.put("name", contest.name());
    node.put("title", contest.title());
    node.put("unit", contest.unit().name());
    contest.flops().ifPresent(flops -> node.put("flops", flops));
    ArrayNode contestants = node.putArray("contestants");
    result.measured().forEach(one -> contestant(contestants.addObject(), one));
  }

  private static void contestant(ObjectNode node, Measured one) {
    node.put("name", one.name());
    node.put("role", one.role().name().toLowerCase(Locale.ROOT));
    ObjectNode versions = node.putObject("versions");
    one.facts().versions().forEach(versions::put);
    one.facts().weights().ifPresent(weights -> node.put("weights", weights));
    one.peakMemoryBytes().ifPresent(bytes -> node.put("peak_memory_bytes", bytes));
    ArrayNode rounds = node.putArray("rounds");
    for (Sample sample : one.rounds()) {
      rounds.addObject().put("seconds", sample.seconds()).put("work", sample.work());
    }
    one.failure().ifPresent(why -> node.put("failure", why));
  }
}
