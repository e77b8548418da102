package io.nocturne.cli.inspect;

import io.nocturne.cli.console.TextWidth;
import io.nocturne.export.SavedModelSummary;
import io.nocturne.export.SavedModelSummary.SignatureText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Describes a SavedModel. */
final class SavedModelDescription {
  private static final int TERM_COLUMNS = 12;

  private final Path folder;
  private final SavedModelSummary summary;

  SavedModelDescription(Path folder, SavedModelSummary summary) {
    this.folder = folder;
    this.summary = summary;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(folder + ", a SavedModel");
    lines.add(
        term(
            "written by",
            summary.tensorflow().isEmpty()
                ? "an unknown version of TensorFlow"
                : "TensorFlow " + summary.tensorflow()));
    lines.add(term("tags", String.join(", ", summary.tags())));
    for (SignatureText signature : summary.signatures()) {
      lines.add("");
      lines.add("Signature " + signature.name());
      signature.inputs().forEach(input -> lines.add(term("input", input)));
      signature.outputs().forEach(output -> lines.add(term("output", output)));
    }
    lines.add("");
    lines.add("Variables");
    summary.variables().forEach(variable -> lines.add("  " + variable));
    return lines;
  }

  private static String term(String name, String description) {
    return "  " + TextWidth.padRight(name, TERM_COLUMNS) + TextWidth.printable(description);
  }
}
