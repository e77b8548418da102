package io.nocturne.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonProblem;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code report.json}, which {@link ReportWriter} writes: a summary, then the outcome of each
 * file, of which one is held at a time.
 */
final class ReportFile {
  static final String NAME = "report.json";
  static final int FORMAT = 1;
  static final String SUMMARY = "summary";
  static final String FILES = "files";

  static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path file;
  private final JsonParser parser;
  // Everything but the files.
  private final ObjectNode root = JSON.createObjectNode();

  private ReportFile(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads all but the files.
   *
   * @throws IOException if the file is missing, malformed or of a newer format, in one sentence
   *     that names it and what to do
   */
  static PrepareReport read(Path file) throws IOException {
    return parsed(file, ReportFile::report);
  }

  /**
   * Reads the outcomes of the files, one after another, in the order of reading.
   *
   * @throws IOException as {@link #read} does
   */
  static void readFiles(Path file, Consumer<FileReport> files) throws IOException {
    parsed(
        file,
        report -> {
          report.requireFiles(report.toFiles());
          report.forEachFile(files);
          return file;
        });
  }

  /** Reads something of an open report. */
  @FunctionalInterface
  private interface ReportReading<T> {
    T read(ReportFile report) throws IOException;
  }

  private static <T> T parsed(Path file, ReportReading<T> reading) throws IOException {
    try (InputStream in = InputFile.open(file);
        JsonParser parser = JSON.createParser(in)) {
      return reading.read(new ReportFile(file, parser));
    } catch (NoSuchFileException e) {
      throw new UserIOException(file + ": no such file; run prepare again", e);
    } catch (JsonProcessingException e) {
      throw malformed(file, "it is not JSON: " + JsonProblem.text(e), e);
    } catch (CharConversionException e) {
      throw malformed(file, "it is not JSON: it is not text in UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw malformed(file, e.getMessage(), e);
    }
  }

  private static IOException malformed(Path file, String problem, Exception cause) {
    return new UserIOException("%s: %s; run prepare again".formatted(file, problem), cause);
  }

  private PrepareReport report() throws IOException {
    boolean hasFiles = toFiles();
    Optional<FileTotals> totals = Optional.empty();
    if (root.has(SUMMARY)) {
      totals = Optional.of(FileTotalsJson.read(root.path(SUMMARY)));
    } else if (hasFiles) {
      // Reports of earlier versions have no summary.
      FileTally tally = new FileTally();
      forEachFile(tally::add);
      totals = Optional.of(tally.totals());
      toFiles();
    }
    requireFiles(hasFiles);
    return new PrepareReport(
        count(root, "pieces"),
        whole(root, "notes"),
        whole(root, "tokens"),
        totals.orElseThrow(),
        ProvenanceJson.read(root),
        GroupsJson.read(root));
  }

  /** Reads up to the files; returns whether there are any to come. */
  private boolean toFiles() throws IOException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    if (parser.currentToken() != JsonToken.START_OBJECT && root.isEmpty()) {
      requireFormat();
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals(FILES)) {
        requireFormat();
        return value == JsonToken.START_ARRAY;
      }
      root.set(name, JSON.<JsonNode>readTree(parser));
    }
    requireFormat();
    return false;
  }

  private void forEachFile(Consumer<FileReport> files) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      files.accept(FileReportJson.read(JSON.<JsonNode>readTree(parser)));
    }
  }

  private void requireFormat() throws IOException {
    long format = whole(root, "format");
    if (format > FORMAT) {
      throw new UserIOException(
          "%s: format %d is newer than format %d, the newest known here; update nocturne"
              .formatted(file, format, FORMAT));
    }
  }

  private void requireFiles(boolean found) {
    if (!found) {
      throw new IllegalArgumentException(FILES + " must be an array");
    }
  }

  static JsonNode array(JsonNode node, String key) {
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

  static long whole(JsonNode node, String key) {
    if (!node.path(key).canConvertToLong()
        || !node.path(key).isIntegralNumber()
        || node.path(key).longValue() < 0) {
      throw new IllegalArgumentException(key + " must be a whole number from 0 on");
    }
    return node.path(key).longValue();
  }
}
