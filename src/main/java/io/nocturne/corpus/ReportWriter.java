package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.NamedOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code report.json} file by file, a line each. The summary comes before the files and is
 * known after them, so they wait beside it.
 */
final class ReportWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] SEPARATOR = ",\n    ".getBytes(UTF_8);
  private static final byte[] END = "\n}".getBytes(UTF_8);

  /** The same on every platform. */
  private static final PrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private final AtomicFile report;
  private final Path files;
  private final OutputStream out;
  private boolean hasFiles;

  @MustBeClosed
  private ReportWriter(AtomicFile report, Path files) throws IOException {
    this.report = report;
    this.files = files;
    this.out =
        new NamedOutputStream(
            files, new BufferedOutputStream(Files.newOutputStream(files), BUFFER_BYTES));
  }

  /**
   * Begins a report.
   *
   * @param folder exists; its report stays until {@link #commit}
   * @param work the folder for what waits
   */
  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // The caller closes it.
  static ReportWriter open(Path folder, Path work) throws IOException {
    AtomicFile report = AtomicFile.open(folder.resolve(ReportFile.NAME));
    try {
      return new ReportWriter(report, work.resolve("files.json"));
    } catch (Throwable e) {
      report.close();
      throw e;
    }
  }

  /** Adds the outcome of a file; they come in the order of reading. */
  void add(FileReport file) throws IOException {
    if (hasFiles) {
      out.write(SEPARATOR);
    }
    hasFiles = true;
    out.write(ReportFile.JSON.writeValueAsBytes(FileReportJson.node(file)));
  }

  /** Writes the summary and all that was added; nothing can be added after it. */
  void write(PrepareReport summary) throws IOException {
    out.close();
    try (OutputStream all = new BufferedOutputStream(report.out(), BUFFER_BYTES)) {
      byte[] head = ReportFile.JSON.writer(PRETTY).writeValueAsBytes(root(summary));
      all.write(head, 0, head.length - END.length);
      all.write((",\n  \"" + ReportFile.FILES + "\" : [").getBytes(UTF_8));
      if (hasFiles) {
        all.write("\n    ".getBytes(UTF_8));
        Files.copy(files, all);
        all.write("\n  ".getBytes(UTF_8));
      }
      all.write(']');
      all.write(END);
    }
    report.force();
  }

  private static ObjectNode root(PrepareReport report) {
    ObjectNode root = ReportFile.JSON.createObjectNode().put("format", ReportFile.FORMAT);
    root.put("pieces", report.pieces()).put("notes", report.notes()).put("tokens", report.tokens());
    report.provenance().ifPresent(provenance -> ProvenanceJson.write(provenance, root));
    ChangesJson.writeMeans(report.files().loss().quantization(), root);
    TimingJson.writeSums(report.files().silences(), root);
    GroupsJson.write(report.groups(), root);
    FileTotalsJson.write(report.files(), root.putObject(ReportFile.SUMMARY));
    return root;
  }

  /** Gives the report its name. */
  void commit() throws IOException {
    report.commit();
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(files);
      report.close();
    }
  }
}
