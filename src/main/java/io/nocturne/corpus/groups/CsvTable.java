package io.nocturne.corpus.groups;

import io.nocturne.base.Labels;
import io.nocturne.base.UserIOException;
import io.nocturne.corpus.groups.ListedFiles.ListedFile;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.io.file.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** A CSV table (RFC 4180) with a header, whose rows name files and the works that they are of. */
final class CsvTable {
  private static final String SPLIT = "split";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Columns with the files of a row: MAESTRO's, ASAP's two, and usual ones. */
  private static final List<String> FILES =
      List.of(
          "midi_filename",
          "midi_performance",
          "midi_score",
          "xml_score",
          "file",
          "filename",
          "path");

  /** Columns with the work of a row; the first of which all are there. */
  private static final List<List<String>> WORKS =
      List.of(
          List.of("group"),
          List.of("work"),
          List.of("canonical_composer", "canonical_title"),
          List.of("composer", "title"),
          List.of("title"));

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .build();

  private final Path file;
  private final CSVParser parser;
  private final List<String> fileColumns;
  private final List<String> workColumns;

  private CsvTable(Path file, CSVParser parser, List<String> columns) throws IOException {
    this.file = file;
    this.parser = parser;
    if (columns.isEmpty()) {
      fileColumns = FILES.stream().filter(parser.getHeaderNames()::contains).toList();
      workColumns = knownWorks();
    } else {
      fileColumns = columns.subList(0, 1);
      workColumns = columns.subList(1, columns.size());
    }
    requireColumns(columns);
  }

  /**
   * Reads a table.
   *
   * @param columns the column of the files, then those of the work, at least one; none if they have
   *     usual names
   * @throws IOException if it is not CSV, a column is missing, or a row is wrong, naming it
   */
  static List<ListedFile> read(Path file, List<String> columns) throws IOException {
    try (CSVParser parser = CSVParser.parse(text(file), FORMAT)) {
      return new CsvTable(file, parser, columns).rows();
    } catch (UncheckedIOException e) {
      throw notCsv(file, e.getCause());
    } catch (IllegalArgumentException e) {
      throw notCsv(file, e);
    }
  }

  private static String text(Path file) throws IOException {
    try {
      String text = InputFile.text(file);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new UserIOException(file + ": no such file; check the path of --groups", e);
    }
  }

  private static IOException notCsv(Path file, Exception cause) {
    return new UserIOException(
        "%s: is not CSV with commas and a header: %s; save it as CSV"
            .formatted(file, cause.getMessage()),
        cause);
  }

  private List<String> knownWorks() {
    return WORKS.stream()
        .filter(parser.getHeaderNames()::containsAll)
        .findFirst()
        .orElse(List.of());
  }

  private void requireColumns(List<String> wanted) throws IOException {
    List<String> header = parser.getHeaderNames();
    for (String column : wanted) {
      if (!header.contains(column)) {
        throw new UserIOException(
            "%s: has no column %s; its columns are %s"
                .formatted(file, column, String.join(", ", header)));
      }
    }
    if (fileColumns.isEmpty() || workColumns.isEmpty()) {
      throw new UserIOException(
          "%s: has no column %s; name its columns with --group-columns FILE,WORK: it has %s"
              .formatted(
                  file,
                  fileColumns.isEmpty()
                      ? String.join(", ", FILES)
                      : WORKS.stream()
                          .map(work -> String.join(" and ", work))
                          .collect(Collectors.joining(", or ")),
                  String.join(", ", header)));
    }
  }

  private List<ListedFile> rows() throws IOException {
    List<ListedFile> files = new ArrayList<>();
    for (CSVRecord row : parser) {
      if (!row.isConsistent()) {
        throw new UserIOException(
            "%s: has %d columns, the header has %d; write each row with as many"
                .formatted(place(row), row.size(), parser.getHeaderNames().size()));
      }
      Membership membership = new Membership(Optional.of(work(row)), part(row));
      List<String> paths =
          fileColumns.stream().map(row::get).filter(path -> !path.isBlank()).toList();
      if (paths.isEmpty()) {
        throw empty(row, String.join(", ", fileColumns));
      }
      for (String path : paths) {
        files.add(new ListedFile(number(row), ListedFiles.slashed(path), membership));
      }
    }
    return files;
  }

  private String work(CSVRecord row) throws IOException {
    for (String column : workColumns) {
      if (row.get(column).isBlank()) {
        throw empty(row, column);
      }
    }
    return workColumns.stream().map(row::get).collect(Collectors.joining("/"));
  }

  private Optional<ListedPart> part(CSVRecord row) throws IOException {
    if (!row.isMapped(SPLIT)) {
      return Optional.empty();
    }
    Optional<ListedPart> part = Labels.find(ListedPart.class, row.get(SPLIT));
    if (part.isEmpty()) {
      throw new UserIOException(
          "%s, column %s: must be %s, was \"%s\""
              .formatted(
                  place(row),
                  SPLIT,
                  Arrays.stream(ListedPart.values())
                      .map(Labels::of)
                      .collect(Collectors.joining(", ")),
                  row.get(SPLIT)));
    }
    return part;
  }

  private IOException empty(CSVRecord row, String column) {
    return new UserIOException(
        "%s, column %s: is empty; fill it or leave the row out".formatted(place(row), column));
  }

  private String place(CSVRecord row) {
    return file + ", row " + number(row);
  }

  /** Returns the number of a row as spreadsheets show it: the header is the first. */
  private static int number(CSVRecord row) {
    return Math.toIntExact(row.getRecordNumber() + 1);
  }
}
