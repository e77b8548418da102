package io.nocturne.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.Labels;
import io.nocturne.base.UserIOException;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.input.FilePlace;
import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.input.FilePlace.InScore;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code report.json}, which lists the outcome of each file. */
final class ReportFile {
  static final String NAME = "report.json";

  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ReportFile() {}

  static byte[] bytes(PrepareReport report) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    root.put("pieces", report.pieces()).put("notes", report.notes()).put("tokens", report.tokens());
    report.provenance().ifPresent(provenance -> ProvenanceJson.write(provenance, root));
    ChangesJson.writeMeans(report.loss().quantization(), root);
    TimingJson.writeSums(report, root);
    GroupsJson.write(report.groups(), root);
    var files = root.putArray("files");
    report.files().forEach(file -> write(file, files.addObject()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private static void write(FileReport file, ObjectNode node) {
    node.put("file", file.file()).put("status", Labels.of(file.status()));
    node.put("notes", file.notes());
    ChangesJson.write(file.changes(), node);
    var diagnostics = node.putArray("diagnostics");
    for (FileReport.FileDiagnostic diagnostic : file.diagnostics()) {
      ObjectNode entry = diagnostics.addObject();
      diagnostic.place().ifPresent(place -> write(place, entry));
      entry.put("message", diagnostic.message());
    }
  }

  private static void write(FilePlace place, ObjectNode entry) {
    if (place instanceof InMidi midi) {
      entry.put("offset", midi.offset()).put("track", midi.track());
    } else if (place instanceof InScore score) {
      entry.put("line", score.line()).put("part", score.part()).put("measure", score.measure());
    }
  }

  private static Optional<FilePlace> place(JsonNode entry) {
    if (entry.has("offset")) {
      return Optional.of(new InMidi(whole(entry, "offset"), count(entry, "track")));
    }
    return entry.has("line")
        ? Optional.of(
            new InScore(count(entry, "line"), text(entry, "part"), text(entry, "measure")))
        : Optional.empty();
  }

  static PrepareReport read(Path file) throws IOException {
    try {
      return report(file, JsonBytes.tree(JSON, InputFile.bytes(file)));
    } catch (NoSuchFileException e) {
      throw new UserIOException(file + ": no such file; run prepare again", e);
    } catch (JsonProcessingException e) {
      throw malformed(file, "it is not JSON: " + JsonProblem.text(e), e);
    } catch (IllegalArgumentException e) {
      throw malformed(file, e.getMessage(), e);
    }
  }

  private static IOException malformed(Path file, String problem, Exception cause) {
    return new UserIOException("%s: %s; run prepare again".formatted(file, problem), cause);
  }

  private static PrepareReport report(Path file, JsonNode root) throws IOException {
    long format = whole(root, "format");
    if (format > FORMAT) {
      throw new UserIOException(
          "%s: format %d is newer than format %d, the newest known here; update nocturne"
              .formatted(file, format, FORMAT));
    }
    List<FileReport> files = new ArrayList<>();
    for (JsonNode entry : array(root, "files")) {
      files.add(fileReport(entry));
    }
    return new PrepareReport(
        count(root, "pieces"),
        whole(root, "notes"),
        whole(root, "tokens"),
        files,
        ProvenanceJson.read(root),
        GroupsJson.read(root));
  }

  private static FileReport fileReport(JsonNode entry) {
    List<FileReport.FileDiagnostic> diagnostics = new ArrayList<>();
    for (JsonNode diagnostic : array(entry, "diagnostics")) {
      diagnostics.add(
          new FileReport.FileDiagnostic(place(diagnostic), text(diagnostic, "message")));
    }
    int notes = count(entry, "notes");
    return new FileReport(
        text(entry, "file"),
        status(text(entry, "status")),
        notes,
        ChangesJson.read(entry),
        diagnostics);
  }

  private static Status status(String name) {
    return Labels.find(Status.class, name)
        .orElseThrow(() -> new IllegalArgumentException("status " + name + " is unknown"));
  }

  private static JsonNode array(JsonNode node, String key) {
    if (!node.path(key).isArray()) {
      throw new IllegalArgumentException(key + " must be an array");
    }
    return node.path(key);
  }

  static String text(JsonNode node, String key) {
    if (!node.path(key).isTextual()) {
      throw new IllegalArgumentException(key + " must be a string");
    }
    return node.path(key).textValue();
  }

  static int count(JsonNode node, String key) {
    if (whole(node, key) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(key + " must be below 2^31");
    }
    return node.path(key).intValue();
  }

  private static long whole(JsonNode node, String key) {
    if (!node.path(key).canConvertToLong()
        || !node.path(key).isIntegralNumber()
        || node.path(key).longValue() < 0) {
      throw new IllegalArgumentException(key + " must be a whole number from 0 on");
    }
    return node.path(key).longValue();
  }
}
